import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import {
  PathnameContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { type ComponentType, createElement, type ReactNode } from 'react';
import { prerender } from 'react-dom/static';
import { inRequest } from '../next-request.ts';
import { layoutsOf, type Page } from './tree.ts';

/** What a browser would be answered: a page, the way elsewhere, or that there is nothing. */
export type Drawn = { status: number; location: string | undefined; html: string };

/** How a page is asked for. */
export type PageAsked = { headers: Headers; params?: Record<string, string>; query?: Record<string, string> };

const router = { push() {}, replace() {}, refresh() {}, prefetch() {}, back() {}, forward() {} };

/**
 * Draws a page with the layouts around it as the server does, to its last part, without a build: the page's own code, React's
 * own HTML, Next's own scope of a request.
 */
export async function draw(page: Page, { headers, params = {}, query = {} }: PageAsked): Promise<Drawn> {
  const { default: Content } = await import(page.file);
  const layouts: ComponentType<{ children: ReactNode }>[] = await Promise.all(
    layoutsOf(page).map(async (file) => (await import(file)).default),
  );
  const props = { params: Promise.resolve(params), searchParams: Promise.resolve(query) };
  let thrown: unknown;
  const drawing = inRequest({ headers, phase: 'render' }, async () => {
    const content = layouts.reduceRight<ReactNode>(
      (children, layout) => createElement(layout, null, children),
      await Content(props),
    );
    const { prelude } = await prerender(
      <AppRouterContext.Provider value={router as never}>
        <PathnameContext.Provider value={page.address}>
          <SearchParamsContext.Provider value={new URLSearchParams(query)}>
            {content}
          </SearchParamsContext.Provider>
        </PathnameContext.Provider>
      </AppRouterContext.Provider>,
      {
        onError: (error) => {
          thrown ??= error;
        },
      },
    );
    return new Response(prelude as ReadableStream).text();
  });
  try {
    const html = await drawing;
    if (thrown !== undefined) throw thrown;
    return { status: 200, location: undefined, html };
  } catch (error) {
    return led(error);
  }
}

/** What Next makes of its own exceptions. @throws every other one */
export function led(error: unknown): Drawn {
  const { digest } = (error ?? {}) as { digest?: unknown };
  const [kind, , location] = String(digest).split(';');
  if (kind === 'NEXT_REDIRECT') return { status: 307, location, html: '' };
  if (digest === 'NEXT_HTTP_ERROR_FALLBACK;404') return { status: 404, location: undefined, html: '' };
  throw error;
}
