// Action items that begin so that nobody can tell when they are done (E11, S002-34): a hint for whoever writes one, never a refusal.

/** `S002-34`: "improve monitoring", "be more careful"; Part E.2, E11. */
const OPENERS = [
  ...['improve', 'investigate', 'look into', 'consider', 'think about', 'be more careful', 'try', 'make sure'],
  ...['ensure', 'monitor', 'discuss', 'review'],
] as const;

/** These alone are vague; with what is to be seen or checked behind them they may be done: more words than these. */
const ALONE: readonly string[] = ['ensure', 'monitor', 'review', 'discuss'];
const WORDS_ALONE = 2;

/** The opener that makes it vague, as it is written above; null where it begins with something that can be done. */
export function vagueOpener(what: string): string | null {
  const text = what.trim().toLowerCase().replace(/\s+/g, ' ');
  const opener = OPENERS.find((words) => text === words || text.startsWith(`${words} `)) ?? null;
  if (opener === null || !ALONE.includes(opener)) return opener;
  return text.split(' ').length - 1 <= WORDS_ALONE ? opener : null;
}
