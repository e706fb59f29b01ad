import '../bench/inbox.ts';
