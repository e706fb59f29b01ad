import pino from 'pino';
import { logLevel } from './env.ts';

/**
 * One JSON line an event. Secrets never reach a log: what is logged is named field by field, and the fields
 * below are blanked should one be passed by mistake.
 */
export const log = pino({
  level: logLevel(),
  base: null,
  redact: {
    paths: [
      'authorization',
      'cookie',
      'password',
      'token',
      'apiKey',
      'secret',
      '*.password',
      '*.token',
      '*.apiKey',
      '*.secret',
    ],
    censor: '[redacted]',
  },
});
