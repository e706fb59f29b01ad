/**
 * Reads a request's body byte for byte, and no further than a limit: a sender that nobody has verified yet decides
 * neither how much memory is used nor for how long.
 *
 * @param limitBytes the largest body that is read
 * @returns undefined when the body is larger
 */
export async function readRawBody(request: Request, limitBytes: number): Promise<Uint8Array | undefined> {
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) > limitBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, size);
}
