// Issues that a pull request names in the way of GitHub's keywords: a closing one would close the incident before it was watched (C24).

/** `closes`: GitHub closes it when the pull request is merged. */
export type NamedIssue = { readonly number: number; readonly closes: boolean };

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const CLOSING = /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)$/i;

const NAMED =
  /(?<![\w/-])(?<word>close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references)(?::\s{0,4}|\s{1,4})(?:(?<place>[\w.-]{1,100}\/[\w.-]{1,100})?#|https:\/\/[\w.-]{1,100}\/(?<site>[\w.-]{1,100}\/[\w.-]{1,100})\/issues\/)(?<number>\d{1,9})(?![\w])/gi;

/**
 * Issues of this repository (`owner/name`) in order, each once; one that is closed anywhere is closed. Told from the text alone: what stands
 * in code is taken for a name too, so it may offer or warn and decides nothing.
 */
export function issuesNamedIn(text: string, repository: string): readonly NamedIssue[] {
  const found = new Map<number, boolean>();
  for (const { groups = {} } of text.matchAll(NAMED)) {
    const place = groups['place'] ?? groups['site'] ?? repository;
    if (place.toLowerCase() !== repository.toLowerCase()) continue;
    const number = Number(groups['number']);
    if (number > 0) found.set(number, found.get(number) === true || CLOSING.test(groups['word'] ?? ''));
  }
  return [...found].map(([number, closes]) => ({ number, closes }));
}

/** Whether merging it would close the issue. */
export function wouldClose(texts: readonly string[], repository: string, number: number): boolean {
  return texts.some((text) => issuesNamedIn(text, repository).some((one) => one.number === number && one.closes));
}
