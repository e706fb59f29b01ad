import { readSettings, SettingsError } from './settings.ts';
import { startEmulator } from './start.ts';

/** Starts the emulator from the environment and stops it on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const emulator = await startEmulator(settings);
  if (settings.apiKey === null) console.log('PADDLE_API_KEY is not set: every API key is accepted.');
  console.log(`Paddle emulator listening on ${emulator.url}`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The emulator did not stop cleanly:', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof SettingsError) console.error(`The emulator cannot start:\n${error.message}`);
  else console.error('The emulator cannot start:', error instanceof Error ? error.message : error);
  process.exit(1);
});
