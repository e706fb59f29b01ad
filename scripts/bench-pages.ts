import '../bench/pages.ts';
