import type { DownloadRules } from '#lib/files/download-image.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import { pictureReader } from '#lib/files/picture-at.ts';
import type { Operator } from '#lib/generation/port.ts';
import { process } from '#lib/processing/process.ts';
import { moderate } from '#lib/processing/reference.ts';

/** The real operator. @param rules what it may fetch beside public addresses, for a server of the test's own */
export function operator(
  files: FileStore,
  own: { appUrl: string; secret: string } = { appUrl: 'http://app.test', secret: 'unused' },
  rules: Partial<DownloadRules> = {},
): Operator {
  return {
    pictureAt: pictureReader(files, { ...own, rules }),
    process: (operation, parameters, inputs) => process(operation, parameters, inputs),
    moderate,
  };
}
