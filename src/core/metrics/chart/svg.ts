// The little of SVG that the charts need. Every text is escaped; colours are classes, which the style gives for light and dark.

export type Place = { readonly x: number; readonly y: number };

/** Text with nothing of XML in it; control characters, which XML cannot have, are dropped. */
export function escaped(text: string): string {
  return [...text]
    .filter((character) => (character.codePointAt(0) ?? 0) >= 32 && !/[\ufffe\uffff\ud800-\udfff]/u.test(character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Coordinates to a tenth: files stay the same from machine to machine. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function text({ x, y }: Place, words: string, style = '', anchor: 'start' | 'middle' | 'end' = 'start'): string {
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${at(x)}" y="${at(y)}"${style === '' ? '' : ` class="${style}"`}${side}>${escaped(words)}</text>`;
}

export function line(from: Place, to: Place, style: string): string {
  return `<line x1="${at(from.x)}" y1="${at(from.y)}" x2="${at(to.x)}" y2="${at(to.y)}" class="${style}"/>`;
}

/** With what a pointer over it reads. */
export function box({ x, y }: Place, width: number, height: number, style: string, says = ''): string {
  const title = says === '' ? '' : `<title>${escaped(says)}</title>`;
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="2" class="${style}">${title}</rect>`;
}

export function dot({ x, y }: Place, radius: number, style: string): string {
  return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" class="${style}"/>`;
}

/** As many characters as fit, with an ellipsis. */
export function short(words: string, most: number): string {
  const characters = [...words];
  return characters.length <= most
    ? words
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
