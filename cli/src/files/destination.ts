import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { Failure, usage } from '../failure.ts';
import { extensionOf, FORMATS, type Format } from '../jobs/picture.ts';

/** Where a picture goes, and in which format. */
export type Destination = {
  format: Format;
  /** `-` is stdout; nothing lets the picture's own name decide. */
  path: string | undefined;
  /** The folder of a picture without a path of its own. */
  folder: string;
  force: boolean;
};

export type DestinationOptions = { output?: string; format?: Format; force?: boolean };

/**
 * Decides where a picture will go and makes sure that it can, before anything is paid for.
 *
 * @throws {Failure} when the folder is missing or closed, or the name and the format disagree
 */
export async function destinationFor({
  output,
  format,
  force = false,
}: DestinationOptions): Promise<Destination> {
  if (output === undefined || output === '-') {
    if (output === undefined) await mustBeWritable('.');
    return { format: format ?? 'png', path: output, folder: '.', force };
  }
  if (output.endsWith('/') || (await isFolder(output))) {
    await mustBeWritable(output);
    return { format: format ?? 'png', path: undefined, folder: output, force };
  }
  await mustBeWritable(dirname(output));
  return { format: formatFor(output, format), path: output, folder: dirname(output), force };
}

/**
 * The same for a picture whose format is not chosen here: whatever the name ends with.
 *
 * @throws {Failure} when the folder is missing or closed
 */
export async function destinationOfAnyFormat({
  output,
  force = false,
}: DestinationOptions): Promise<Destination> {
  if (output === undefined || output === '-' || output.endsWith('/') || (await isFolder(output)))
    return destinationFor({ ...(output !== undefined && { output }), force });
  await mustBeWritable(dirname(output));
  return { format: 'png', path: output, folder: dirname(output), force };
}

/** The path for a picture that has none of its own. @param name without ending */
export function pathIn(destination: Destination, name: string, extension: string): string {
  return join(destination.folder, `${name}.${extension}`);
}

function formatFor(output: string, asked: Format | undefined): Format {
  const ending = extname(output).slice(1).toLowerCase();
  const named = ending === 'jpg' ? 'jpeg' : FORMATS.find((format) => format === ending);
  if (asked !== undefined && named !== undefined && asked !== named) {
    throw usage(`--format ${asked} and the name ${output} do not agree.`, `Name it .${extensionOf(asked)}.`);
  }
  if (asked === undefined && named === undefined && ending !== '') {
    throw usage(`.${ending} is not a format of images: use .png, .jpg or .webp, or say --format.`);
  }
  return asked ?? named ?? 'png';
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function mustBeWritable(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('it is not a folder');
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'it does not exist' : code === 'EACCES' ? 'you may not write there' : message;
    throw new Failure('output_unwritable', `Nothing can be saved in ${resolve(folder)}: ${why}.`, { cause });
  }
}
