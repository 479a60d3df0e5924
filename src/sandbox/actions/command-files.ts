// The files in which a step leaves values behind: `GITHUB_OUTPUT`, `GITHUB_ENV`, `GITHUB_PATH`.

/** What a file says, line by line `name=value`, or over several lines `name<<END` … `END`. Throws on anything else, as the runner does. */
export function readValues(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name = '', sign, rest = ''] = /^([^=<]+?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (sign === undefined) throw new Error(`Invalid format '${line}'`);
    if (sign === '=') {
      values[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (end === -1) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}

/** The folders to put in front of `PATH`, the last one first. */
export function readFolders(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .toReversed();
}
