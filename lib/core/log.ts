import pino from 'pino';
import { logLevel } from './env.ts';

/**
 * One JSON line an event. Secrets never reach a log: what is logged is named field by field, and the fields
 * below are blanked should one be passed by mistake.
 */
export const log = pino({
  level: logLevel(),
  base: null,
  // A database's error quotes the row or the statement it is about; only what names the error is kept.
  serializers: {
    err: (error: Error & { code?: unknown }) => ({
      type: error.name,
      message: error.message,
      code: error.code,
      stack: error.stack,
    }),
  },
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
