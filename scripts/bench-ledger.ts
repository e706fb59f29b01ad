import '../bench/ledger.ts';
