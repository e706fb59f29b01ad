import { callPaddle } from './client.ts';

/** A list of the SDK. */
type SdkList = { hasMore: boolean; next(): Promise<unknown[]>; fromJson(sent: never): unknown };

/**
 * The next page of a list as Paddle sent it: the same form as in a webhook. The SDK would rebuild each entry as a class
 * of its own, leave out what it does not know, and fail the whole page over one entry that is odd.
 *
 * @param list from the SDK; read with this function only
 */
export function nextRawPage(what: string, list: SdkList): Promise<unknown[]> {
  list.fromJson = (sent: never) => sent;
  return callPaddle(what, () => list.next());
}
