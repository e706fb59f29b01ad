import type { Settings } from '../settings.ts';
import type { Clock } from './clock.ts';
import type { IdMaker } from './ids.ts';
import type { Destination, EventRow, JobRow, NotificationRow, State } from './state.ts';

/** One emulated Paddle account: its state, its time, and the ways to act on both. */
export type Account = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly newId: IdMaker;
  readonly state: State;
  /** Scheme, host and port that the emulator listens on; empty until it does. */
  ownUrl: string;
  /** Records an event and sends it to every destination that subscribed to it. */
  publish(eventType: string, data: unknown): void;
  /** Sends an event again to one destination, as a new notification. */
  replay(event: EventRow, destination: Destination): NotificationRow;
  /** Whether no webhook is being sent or due. */
  deliveriesIdle(): boolean;
  /** Does something later, also after a restart. */
  later(kind: JobRow['kind'], subjectId: string, delayMs: number): void;
  /** Says that something outside the tables changed, such as a switch, so that it is saved. */
  changed(): void;
};
