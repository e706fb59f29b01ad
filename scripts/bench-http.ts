import '../bench/http.ts';
