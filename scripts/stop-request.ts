/**
 * A signal that fires once when somebody wants this process to end: Ctrl-C, a kill, a closed terminal, the
 * launcher gone, or nobody left to read what it prints. Further requests are taken for the same one.
 */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('Asked to stop'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  if (process.channel) {
    // The channel is there to notice the end of the launcher, and must not keep us alive.
    process.channel.unref();
    process.once('disconnect', stop);
  }
  return controller.signal;
}
