'use client';

import { useEffect, useRef, useState } from 'react';

/** What the renderer's script puts into the window. */
type Redoc = {
  init(
    document: string,
    options: object,
    element: HTMLElement,
    done: (error?: { message: string }) => void,
  ): void;
};
declare global {
  interface Window {
    Redoc?: Redoc;
  }
}

interface ApiReferenceProps {
  /** The address of the OpenAPI document. */
  document: string;
  /** The address of the renderer's script. */
  script: string;
  words: { title: string; loading: string; failed: string };
}

/** The reference of the API, drawn by Redoc in our colors. Made anew when the color scheme changes. */
export function ApiReference({ document: address, script, words }: ApiReferenceProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');

  useEffect(() => {
    let isGone = false;
    const draw = () => {
      const element = place.current;
      if (isGone || element === null || window.Redoc === undefined) return;
      window.Redoc.init(address, optionsFor(element), element, (error) =>
        setState(error === undefined || error === null ? 'ready' : 'failed'),
      );
    };
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    const tag = window.document.createElement('script');
    tag.src = script;
    tag.onload = draw;
    tag.onerror = () => setState('failed');
    window.document.head.append(tag);
    return () => {
      isGone = true;
      scheme.removeEventListener('change', draw);
      tag.remove();
    };
  }, [address, script]);

  return (
    <div className="min-w-0 flex-1">
      {state !== 'ready' && (
        <div className="page py-10">
          {/* Until the renderer has drawn its own. */}
          <h1 className="text-2xl font-medium">{words.title}</h1>
          <p role="status" className="mt-2 text-soft">
            {words[state]}{' '}
            <a href={address} className="underline">
              {address}
            </a>
          </p>
        </div>
      )}
      {/* The document is English, and so is the renderer. */}
      <div ref={place} lang="en" className="api-reference" hidden={state === 'failed'} />
    </div>
  );
}

/** Our tokens as the renderer takes them: plain colors of the scheme in force. */
function optionsFor(element: HTMLElement): object {
  const color = colorsOf(element);
  const styles = getComputedStyle(element);
  const [sans, mono] = [styles.fontFamily, styles.getPropertyValue('--font-mono')];
  const ink = color('ink');
  const accent = color('accent');
  return {
    hideDownloadButton: false,
    expandResponses: '200',
    sortRequiredPropsFirst: true,
    nativeScrollbars: true,
    theme: {
      colors: {
        primary: { main: accent },
        success: { main: accent },
        warning: { main: color('warn') },
        error: { main: color('danger') },
        text: { primary: ink, secondary: color('soft') },
        border: { light: color('line'), dark: color('edge') },
        gray: { 50: color('wash'), 100: color('line') },
        responses: {
          success: { color: accent, backgroundColor: color('accent-wash'), tabTextColor: '#7fd6b4' },
          error: { color: color('danger'), backgroundColor: color('danger-wash'), tabTextColor: '#f3a79b' },
        },
        // Below white letters in either scheme.
        http: { get: '#1c6b52', post: '#855208' },
      },
      schema: { linesColor: color('line'), nestedBackground: color('wash'), typeNameColor: color('soft') },
      sidebar: {
        backgroundColor: color('sheet'),
        textColor: ink,
        activeTextColor: accent,
        width: '260px',
      },
      rightPanel: { backgroundColor: '#16201d', textColor: '#eaf2ee' },
      codeBlock: { backgroundColor: '#0f1714' },
      typography: {
        fontSize: '15px',
        fontFamily: sans,
        headings: { fontFamily: sans, fontWeight: '600' },
        code: { fontFamily: mono, color: color('accent-strong'), backgroundColor: color('wash') },
        links: { color: accent, visited: accent, hover: color('accent-strong') },
      },
    },
  };
}

/** Reads a token as `#rrggbb`: the renderer mixes colors and knows no newer way to write them. */
function colorsOf(element: HTMLElement): (token: string) => string {
  const probe = element.appendChild(window.document.createElement('i'));
  const brush = window.document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return (token) => {
    probe.style.color = `var(--color-${token})`;
    if (brush === null) return '#808080';
    brush.fillStyle = getComputedStyle(probe).color;
    brush.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
}
