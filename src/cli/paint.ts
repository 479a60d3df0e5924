/** Colours, where somebody looks: on a terminal, unless `NO_COLOR` is set. https://no-color.org */

/** How texts are marked. Without colours every one of them returns what it is given. */
export interface Paint {
  readonly strong: (text: string) => string;
  /** A unified difference: added lines green, removed ones red. */
  readonly patch: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
}

const plain: Paint = { strong: (text) => text, patch: (text) => text, bad: (text) => text, good: (text) => text };

const code = (start: number, end: number) => (text: string) => `\u001b[${start}m${text}\u001b[${end}m`;
const coloured: Paint = {
  strong: code(1, 22),
  bad: code(31, 39),
  good: code(32, 39),
  patch: (text) => text.split('\n').map(paintLine).join('\n'),
};

function paintLine(line: string): string {
  if (line.startsWith('+')) return coloured.good(line);
  return line.startsWith('-') ? coloured.bad(line) : line;
}

/** Colours only on a terminal that can show them. */
export function paintFor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  const isOff = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return isTerminal && !isOff ? coloured : plain;
}
