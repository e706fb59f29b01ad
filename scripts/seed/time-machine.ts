import { setTimeout as sleep } from 'node:timers/promises';
import { clockFile } from '#lib/core/env.ts';
import { invariant } from '#lib/core/errors.ts';
import { setClock } from '../ops/clock.ts';

const DAY_MS = 86_400_000;
/** App and emulator look at the clock's file only every so often. */
const NOTICED_MS = 300;

/** A moment before now: so many days ago at an hour (UTC), or so many minutes ago. */
export type Moment = { daysAgo: number; hour: number } | { minutesAgo: number };

/** Moves the clock of a demo that is being seeded: forward through the past, and back to the present for good. */
export class TimeMachine {
  readonly #file: string;
  readonly #present = new Date();

  constructor() {
    const file = clockFile();
    invariant(file !== undefined, 'only a demo can be seeded: its clock has to move');
    this.#file = file;
  }

  async goTo(moment: Moment): Promise<void> {
    const to = new Date(this.#present);
    if ('minutesAgo' in moment) to.setTime(to.getTime() - moment.minutesAgo * 60_000);
    else {
      to.setTime(to.getTime() - moment.daysAgo * DAY_MS);
      to.setUTCHours(moment.hour, 12, 0, 0);
    }
    await this.#set(to);
  }

  async returnToPresent(): Promise<void> {
    await this.#set(new Date());
  }

  async #set(to: Date): Promise<void> {
    setClock(this.#file, to);
    await sleep(NOTICED_MS);
  }
}
