import { advanceClock } from './clock.ts';
import type { Command } from './command.ts';
import { check, expire, giveGrant, margin, seal, showBalance } from './money.ts';
import { checkPaddle, reconcilePayments } from './payments.ts';
import { createCustomer, createKey, createStaff } from './people.ts';
import { demoCode, resetSecondFactor, setRole } from './second-factor.ts';

/** Every command of `npm run ops`. */
export const commands = {
  'create-customer': createCustomer,
  'create-staff': createStaff,
  'create-key': createKey,
  'reset-second-factor': resetSecondFactor,
  'set-role': setRole,
  'demo-code': demoCode,
  grant: giveGrant,
  balance: showBalance,
  margin,
  check,
  reconcile: reconcilePayments,
  'check-paddle': checkPaddle,
  expire,
  seal,
  clock: advanceClock,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
