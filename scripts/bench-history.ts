import '../bench/history.ts';
