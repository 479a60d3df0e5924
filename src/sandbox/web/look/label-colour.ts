// The colours of labels as a stylesheet of their own, since pages allow no style in their HTML.
import { createHash } from 'node:crypto';
import type { Store } from '../../state/store.ts';

/** The class that colours a label; a colour that is none has none. */
export function labelClass(colour: string): string {
  return isColour(colour) ? `label label-${colour.toLowerCase()}` : 'label';
}

/** One rule for each colour that any label has, with black or white letters, whichever are read better on it. */
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

/** The luminance at which black and white have the same contrast (WCAG 2: relative luminance). */
const middle = 0.179;

function lettersOn(colour: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > middle ? '#000' : '#fff';
}

function linear(byte: number): number {
  const share = byte / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
