import { database } from '#lib/db/client.ts';
import { type Person, person } from './seed/people.ts';
import { Story } from './seed/story.ts';
import { TimeMachine } from './seed/time-machine.ts';

// Fills the database of a demo by living through it: the same functions that serve customers, at times in the past.
// Run with the app's settings, the Paddle emulator up and the app not yet. The last line names who can sign in.

const time = new TimeMachine();
await time.goTo({ daysAgo: 68, hour: 9 });
const people = [
  await person({ email: 'mira@depicta.example', name: 'Mira Lindqvist', role: 'customer' }),
  await person({ email: 'support@depicta.example', name: 'Jonas Weber', role: 'support' }),
  await person({ email: 'admin@depicta.example', name: 'Ada Okafor', role: 'admin' }),
];
const [mira] = people as [Person, Person, Person];
if (mira.isNew) await live(new Story({ customerId: mira.customerId!, email: mira.email, name: mira.name }));
await time.returnToPresent();

const users = people.map(({ email, password, role, apiKey, recoveryCodes }) => ({
  ...{ email, password, role, apiKey, recoveryCodes },
}));
await database().close();
process.stdout.write(`The demo has ${users.length} people.\n${JSON.stringify({ users })}\n`);
process.exit(0);

async function live(story: Story): Promise<void> {
  await story.joins(mira.userId);
  await story.paints('a lighthouse at dusk, watercolour', 'studio-sketch', '16:9');
  await time.goTo({ daysAgo: 67, hour: 14 });
  await story.topsUp('25.00', 'DE');
  await story.paints('a red sailing boat on a calm sea at dawn', 'studio-scene', '3:2');
  await time.goTo({ daysAgo: 41, hour: 11 });
  await story.paints('two hot-air balloons over snowy mountains', 'studio-scene', '1:1');
  await story.paints('a scene of explicit gore', 'studio-sketch', '1:1');
  await time.goTo({ daysAgo: 20, hour: 16 });
  await story.receivesGrant('5.00', 'Thank you for reporting the slow afternoon of 2 November.');
  await time.goTo({ daysAgo: 6, hour: 10 });
  await story.topsUp('10.00', 'DE');
  await story.paints('a robot tending a garden of tulips', 'studio-atelier', '4:3');
  await time.goTo({ daysAgo: 1, hour: 9 });
  const byMistake = await story.topsUp('5.00', 'DE');
  await time.goTo({ daysAgo: 1, hour: 10 });
  await story.asksBack(byMistake, '5.00');
  await time.goTo({ minutesAgo: 25 });
  await story.paints('a castle above a foggy forest at night', 'studio-scene', '16:9');
  await time.returnToPresent();
  await story.tidiesUp();
}
