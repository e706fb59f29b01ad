import type {
  ImageModelV4,
  ImageModelV4CallOptions,
  ImageModelV4File,
  ImageModelV4Result,
  SharedV4Warning,
} from '@ai-sdk/provider';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { now } from '#lib/core/clock.ts';
import type { ImageProvider } from '../../port.ts';
import { ContentRejectedError, ProviderFailedError } from '../errors.ts';
import { type Format, formatOf, isAspectRatio, isImageSize, pixelSize } from './dimensions.ts';
import { type Drawing, draw } from './drawing.ts';
import { actOut, NO_IMAGE, readFaults } from './faults.ts';
import { renderPicture } from './finish/render.ts';
import { openGate } from './gate.ts';
import { findStudioModel, STUDIO_MODELS, type StudioModel, type StudioModelId } from './models.ts';
import { moderate, type Strictness } from './moderation.ts';
import type { Rgb } from './paint/colour.ts';
import { referencePalette } from './reference.ts';
import { maxWorkUnits, workUnits } from './work.ts';

/** How the studio is set up. */
export type StudioOptions = {
  /** Lets prompts ask for failures (`faults.ts`): for tests and demonstrations. Without it the markers are plain words. */
  readonly faults?: boolean;
};

/** The studio: an image provider of its own, and the port of generation. */
export type Studio = ImageProvider & {
  /** A model by its id or alias. Throws a `ProviderFailedError` for a name that the studio does not know. */
  imageModel(modelId: string): ImageModelV4;
};

/** What the studio reports of each picture, in `providerMetadata.studio.images`. */
export type PictureReport = {
  readonly workUnits: number;
  readonly maxWorkUnits: number;
  readonly layers: number;
  readonly shapes: number;
  readonly width: number;
  readonly height: number;
  readonly subject: string;
};

/** One call makes at most this many pictures. */
const MOST_IMAGES = 10;
/** The references that are looked at. */
const MOST_REFERENCES = 5;
/** Pictures that are rasterised at once in this process: a 4K canvas takes some hundred megabytes. */
const RENDERS_AT_ONCE = 2;

const gate = openGate(RENDERS_AT_ONCE);

/**
 * Opens the studio: it draws pictures from prompts by itself, without network and without a key.
 *
 * A picture depends on nothing but model, prompt, seed, references and format: asked again, the bytes are the same.
 *
 * @returns models behind the AI SDK's interface. They throw {@link ContentRejectedError} when moderation refuses a
 *   prompt, {@link ProviderFailedError} for what cannot be drawn, and the abort signal's reason when aborted. `usage`
 *   holds the work done, in units (see `work.ts`), as output tokens.
 */
export function createStudio(options: StudioOptions = {}): Studio {
  const imageModel = (name: string): ImageModelV4 => {
    const model = findStudioModel(name);
    if (model === undefined) {
      throw new ProviderFailedError(`The studio has no model ${JSON.stringify(name)}.`, { retryable: false });
    }
    return {
      specificationVersion: 'v4',
      provider: 'studio',
      modelId: model.id,
      maxImagesPerCall: MOST_IMAGES,
      supportsFileInputs: true,
      supportsMaskInputs: false,
      doGenerate: (call) => generate(model, call, options.faults === true),
    };
  };
  return {
    isRepeatable: true,
    imageModel,
    model: imageModel,
    pixels: pixelSize,
    workUnits({ usage }) {
      if (usage.outputTokens === undefined || usage.outputTokens < 1) {
        throw new ProviderFailedError('The studio reported no work.', { retryable: false });
      }
      return BigInt(usage.outputTokens);
    },
    isRejection: (error) => error instanceof ContentRejectedError,
  };
}

type KnownModel = StudioModel & { readonly id: StudioModelId };

async function generate(
  model: KnownModel,
  call: ImageModelV4CallOptions,
  faulty: boolean,
): Promise<ImageModelV4Result> {
  const { abortSignal: signal } = call;
  signal?.throwIfAborted();
  const warnings: SharedV4Warning[] = [];
  const format = formatFor(call);
  const faults = faulty ? readFaults(call.prompt ?? '') : undefined;
  const prompt = faults?.prompt ?? call.prompt ?? '';
  moderate(prompt, strictnessOf(call));
  if (faults !== undefined) await actOut(faults, signal);
  if (call.mask !== undefined) warnings.push({ type: 'unsupported', feature: 'mask' });
  const palette = await paletteOf(call.files ?? [], warnings);
  const images: Uint8Array[] = [];
  const reports: PictureReport[] = [];
  for (let i = 0; i < Math.min(call.n, MOST_IMAGES); i += 1) {
    signal?.throwIfAborted();
    const seed = (call.seed ?? 0) + i;
    const picture = await gate(async () => {
      const drawing = draw(prompt, { aspectRatio: format.aspectRatio, detail: model.detail, seed, palette });
      return {
        report: reportOf(model, format, drawing),
        bytes:
          faults?.malformed === true
            ? NO_IMAGE
            : await renderPicture(
                drawing,
                pixelSize(format.imageSize, format.aspectRatio),
                model.detail,
                signal,
              ),
      };
    }, signal);
    images.push(picture.bytes);
    reports.push(picture.report);
  }
  const units = reports.reduce((sum, report) => sum + report.workUnits, 0);
  return {
    images,
    warnings,
    usage: { inputTokens: 0, outputTokens: units, totalTokens: units },
    providerMetadata: { studio: { images: reports } },
    response: { timestamp: now(), modelId: model.id, headers: undefined },
  };
}

/** The format asked for: by `size` in pixels, else by `aspectRatio` and `providerOptions.studio.imageSize`. */
function formatFor({ size, aspectRatio, providerOptions }: ImageModelV4CallOptions): Format {
  const asked = providerOptions?.studio?.imageSize ?? '1K';
  const ratio = aspectRatio ?? '1:1';
  const format: Format | undefined =
    size !== undefined
      ? formatOf(size)
      : isAspectRatio(ratio) && isImageSize(asked)
        ? { imageSize: asked, aspectRatio: ratio }
        : undefined;
  if (format === undefined || (aspectRatio !== undefined && format.aspectRatio !== aspectRatio)) {
    const words = [size, aspectRatio].filter((text) => text !== undefined).join(' at ');
    throw new ProviderFailedError(`The studio does not draw ${words === '' ? String(asked) : words}.`, {
      retryable: false,
    });
  }
  return format;
}

function strictnessOf({ providerOptions }: ImageModelV4CallOptions): Strictness {
  return providerOptions?.studio?.strictness === 'liberal' ? 'liberal' : 'normal';
}

/** The colours of the reference pictures, in their order. Addresses are not fetched: the studio has no network. */
async function paletteOf(files: readonly ImageModelV4File[], warnings: SharedV4Warning[]): Promise<Rgb[]> {
  const palette: Rgb[] = [];
  for (const file of files.slice(0, MOST_REFERENCES)) {
    if (file.type === 'url') {
      warnings.push({
        type: 'unsupported',
        feature: 'files of type url',
        details: 'Pass the bytes of a reference.',
      });
      continue;
    }
    palette.push(
      ...(await referencePalette(
        typeof file.data === 'string' ? Buffer.from(file.data, 'base64') : file.data,
      )),
    );
  }
  return palette;
}

function reportOf(model: KnownModel, { imageSize, aspectRatio }: Format, drawing: Drawing): PictureReport {
  return {
    workUnits: workUnits(model.id, imageSize, aspectRatio, model.detail, drawing),
    maxWorkUnits: maxWorkUnits(model.id, imageSize, aspectRatio),
    layers: drawing.layers.length,
    shapes: drawing.layers.reduce((sum, layer) => sum + layer.shapes, 0),
    ...pixelSize(imageSize, aspectRatio),
    subject: drawing.scene.main.subject,
  };
}

/**
 * The work that a picture of a prompt takes, told without making it. What `usage` reports is the same number.
 *
 * @throws {ProviderFailedError} for a model that the studio does not know
 */
export function predictWork(
  modelId: string,
  prompt: string,
  { imageSize, aspectRatio, seed = 0 }: { imageSize: ImageSize; aspectRatio: AspectRatio; seed?: number },
): number {
  const model = STUDIO_MODELS.find(({ id }) => id === modelId);
  if (model === undefined)
    throw new ProviderFailedError(`The studio has no model ${modelId}.`, { retryable: false });
  const drawing = draw(prompt, { aspectRatio, detail: model.detail, seed });
  return workUnits(model.id, imageSize, aspectRatio, model.detail, drawing);
}
