// A few things by name, and how many more there are: a line of the gate stays one line.

const MOST_NAMED = 5;

/** `words` say one of them as Markdown. */
export function severalInWords<T>(all: readonly T[], words: (one: T) => string): string {
  const named = all.slice(0, MOST_NAMED).map(words).join(', ');
  return all.length > MOST_NAMED ? `${named} and ${all.length - MOST_NAMED} more` : named;
}
