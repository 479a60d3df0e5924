// Which paths a policy's names of files and folders mean: those that are risky to take back, and those that no hotfix may change.

/** Those that a pattern names: one without a slash is the name of a file or folder anywhere (`*` stands for any part of it), one with a slash a path from the root. */
export function namedAmong(paths: readonly string[], patterns: readonly string[]): readonly string[] {
  return paths.filter((path) => patterns.some((pattern) => names(pattern, path)));
}

function names(pattern: string, path: string): boolean {
  const parts = pattern.replace(/^\/|\/$/g, '').split('/');
  const segments = path.split('/');
  if (parts.length === 1 && !pattern.startsWith('/')) return segments.some((segment) => fits(parts[0] ?? '', segment));
  return parts.length <= segments.length && parts.every((part, at) => fits(part, segments[at] ?? ''));
}

/** Each piece between the stars as far to the left as it goes, which is linear and finds a way if there is one. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}
