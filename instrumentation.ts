/** Runs once when a server process starts; the edge runtime, which nothing here uses, has nothing to start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('#app/start.ts');
    await start();
  }
}
