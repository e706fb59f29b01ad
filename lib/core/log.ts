import pino from 'pino';
import { logLevel } from './env.ts';

const UNSEEN = /[\u007f-\u009f\u2028\u2029]/g;
const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');

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
  // JSON lets these stand as they are; a terminal would obey some of them, and some readers would see two lines.
  hooks: { streamWrite: (line) => line.replace(UNSEEN, (each) => `\\u${hex(each)}`) },
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
