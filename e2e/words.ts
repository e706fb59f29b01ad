import type { Page } from '@playwright/test';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { textsOf } from '#lib/testing/messages.ts';

/** A piece of a message between what is filled in; shorter ones may be names. */
const LEAST_CHARACTERS = 12;

/** What every English message says for certain, where no German one says the same. */
function certainlyEnglish(): string[] {
  const german = [...textsOf(catalogue.de)].map(([, text]) => text).join('\n');
  const pieces = [...textsOf(catalogue.en)]
    // Plurals say one thing or another; the example of a prompt is one that the demo's people asked for.
    .filter(([key, text]) => key !== 'generate.promptExample' && !/, (plural|number)/.test(text))
    .flatMap(([, text]) => text.split(/\{\w+\}|<\/?\w+>/))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= LEAST_CHARACTERS && / /.test(piece) && !german.includes(piece));
  return [...new Set(pieces)];
}

const english = certainlyEnglish();

/** Everything a page says, piece by piece: its text, its title, and what it tells those who cannot see it. */
export async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const told = ['aria-label', 'title', 'alt', 'placeholder'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    );
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest('script, style') === null) texts.push(node.nodeValue ?? '');
    return [document.title, ...texts, ...told].join('\n');
  });
}

/** The English messages that a page shows. What the API's reference says is not looked at: it is English. */
export async function englishOn(page: Page): Promise<string[]> {
  const shown = await wordsOf(page);
  return english.filter((piece) => shown.includes(piece));
}

/**
 * Makes every word of a page 40 % longer, as another language would, and an unkind one: no word becomes two. It is done
 * in the page, after it has been drawn, so that the product knows no language that nobody speaks. Figures, dates, code
 * and what people wrote stay: no language makes them longer.
 */
export async function lengthenWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longer = (text: string) =>
      text.replace(/\p{L}{3,}/gu, (word) => word + word.slice(-1).repeat(Math.ceil(word.length * 0.4)));
    const kept = 'script, style, data, time, code, pre, .figure';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest(kept) === null) node.nodeValue = longer(node.nodeValue ?? '');
    for (const field of document.querySelectorAll('[placeholder]'))
      field.setAttribute('placeholder', longer(field.getAttribute('placeholder') ?? ''));
  });
}
