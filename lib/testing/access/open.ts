import { startEmulator } from '../../../emulators/paddle/src/start.ts';
import { ApiApp } from '../api-app.ts';
import { Visitors } from './visitors.ts';

/** The app with a worker and Paddle's emulator, and people who ask. Call it in `beforeAll`. */
export async function openVisitors(): Promise<{ world: Visitors; close: () => Promise<void> }> {
  const paddle = await startEmulator({ completedDelayMs: 20 });
  const app = await ApiApp.open({ PADDLE_ENVIRONMENT: paddle.url });
  await app.startWorking();
  return {
    world: new Visitors(app, paddle),
    close: async () => {
      await app.close();
      await paddle.close();
    },
  };
}
