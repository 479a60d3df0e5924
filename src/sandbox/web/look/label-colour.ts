// The colours of labels as a stylesheet of their own, since pages allow no style in their HTML.
import { createHash } from 'node:crypto';
import type { Store } from '../../state/store.ts';

/** The class that colours a label; a colour that is none has none. */
export function labelClass(colour: string): string {
  return isColour(colour) ? `label label-${colour.toLowerCase()}` : 'label';
}

/** One rule for each colour that any label has, with black or white letters as GitHub chooses them. */
export function labelStyles(store: Store): string {
  const colours = new Set([...store.labels.values()].map(({ color }) => color.toLowerCase()).filter(isColour));
  return [...colours]
    .sort()
    .map((colour) => `.label-${colour} { background: #${colour}; color: ${lettersOn(colour)}; }\n`)
    .join('');
}

/** Where the stylesheet is; the address changes with the colours. */
export function labelStylesheet(store: Store): string {
  return `/-/labels.css?v=${createHash('sha256').update(labelStyles(store)).digest('hex').slice(0, 12)}`;
}

function isColour(text: string): boolean {
  return /^[0-9a-f]{6}$/i.test(text);
}

/** GitHub's own threshold between white and black letters, on a lightness from 0 to 1. */
const threshold = 0.453;

function lettersOn(colour: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const lightness = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  return lightness > threshold ? '#000' : '#fff';
}
