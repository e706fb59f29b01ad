import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addAuth(program: Command): void {
  const auth = program
    .command('auth')
    .summary('sign in and out with an API key')
    .description('Signs in and out with an API key.')
    .helpCommand(false);

  const login = auth
    .command('login')
    .summary('keep an API key')
    .description('Asks for an API key, checks it, and keeps it where only you can read it.')
    .action(async (_options, command: Command) => {
      const { logIn } = await import('../actions/auth.ts');
      await logIn(contextOf(command));
    });
  addExamples(login, [
    ['auth login', 'type or paste the key; it is not shown'],
    ['auth login < key.txt', 'read it from a file'],
  ]);

  const logout = auth
    .command('logout')
    .summary('forget the key')
    .description('Forgets the key that is kept here. It stays valid until you revoke it in the dashboard.')
    .action(async (_options, command: Command) => {
      const { logOut } = await import('../actions/auth.ts');
      await logOut(contextOf(command));
    });
  addExamples(logout, [['auth logout', 'forget the key on this machine']]);

  const status = auth
    .command('status')
    .summary('show who is signed in')
    .description('Shows who is signed in, by which key and at which API. Ends with exit code 2 if nobody is.')
    .action(async (_options, command: Command) => {
      const { showAuthStatus } = await import('../actions/auth.ts');
      await showAuthStatus(contextOf(command));
    });
  addExamples(status, [
    ['auth status', 'who am I?'],
    ['auth status > /dev/null && echo ready', 'ask in a script'],
  ]);

  addExamples(auth, [['auth login', 'sign in']]);
}
