import type { ServerResponse } from 'node:http';

/** What Next takes away from every answer of a handler, because one that is passed on from elsewhere may be wrong about it. */
const TAKEN_AWAY = ['content-length', 'content-encoding'];
const KEPT = 'x-kept-';

/** Writes the headers that Next takes away under other names as well. {@link sendKeptHeaders} gives them theirs back. */
export function withKeptHeaders(response: Response): Response {
  for (const name of TAKEN_AWAY) {
    const value = response.headers.get(name);
    if (value !== null) response.headers.set(`${KEPT}${name}`, value);
  }
  return response;
}

/** Has what {@link withKeptHeaders} wrote sent under its own name. Called before anybody writes to the answer. */
export function sendKeptHeaders(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    name.startsWith(KEPT) ? set(name.slice(KEPT.length), String(value)) : set(name, value);
}
