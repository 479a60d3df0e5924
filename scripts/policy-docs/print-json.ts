// JSON as Biome formats it: lists of plain values on one line where they fit.

const WIDTH = 120;

/** The text of a file that the formatter leaves as it is. */
export function printJson(value: unknown): string {
  return `${printed(value, '', 0)}\n`;
}

/** `before` are the characters that stand before the value on its line, and behind it comes a comma at most. */
function printed(value: unknown, indent: string, before: number): string {
  if (Array.isArray(value)) return printedList(value, indent, before);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => {
    const head = `${indent}  ${JSON.stringify(key)}: `;
    return `${head}${printed(inner, `${indent}  `, head.length)}`;
  });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}

function printedList(list: readonly unknown[], indent: string, before: number): string {
  const isPlain = list.every((item) => typeof item !== 'object' || item === null);
  const line = `[${list.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (isPlain && before + line.length + 1 <= WIDTH) return line;
  const items = list.map((item) => `${indent}  ${printed(item, `${indent}  `, indent.length + 2)}`);
  return `[\n${items.join(',\n')}\n${indent}]`;
}
