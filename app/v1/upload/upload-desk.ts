import { type Inspection, inspectionApart } from '#lib/processing/apart/inspection.ts';
import { type Places, uploadPlaces } from './places.ts';

/** What uploads share. */
type UploadDesk = { inspect: Inspection; inPlace: Places };

const shared = globalThis as typeof globalThis & { depictaUploadDesk?: UploadDesk };

/** Where uploads are taken: one a process, whatever copies of a module the bundler makes, because it bounds what it does. */
export function uploadDesk(): UploadDesk {
  shared.depictaUploadDesk ??= { inspect: inspectionApart(), inPlace: uploadPlaces() };
  return shared.depictaUploadDesk;
}
