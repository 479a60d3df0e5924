// The words by which a change and an incident may speak of the same thing.

/** Words that say nothing about where something is. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'about after again all and are back bad because been before break breaks broken bug bump cannot change changes code deploy deployment deps down error errors ' +
    'fail failed failing fails fix fixes for from has have high incident index into issue issues its latency main make master merge more most new not now off ' +
    'only out outage over page pages problem production prod release request requests return returns rollback service services set site slow some src staging ' +
    'test tests than that the their there this time timeout timeouts too unavailable update updates upgrade use users version very when while with without'
  ).split(' '),
);

const SHORTEST = 3;

/** Lower-case words of three letters and more, without those that are in every sentence about software. Paths and `camelCase` fall apart. */
export function wordsOf(...texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap((text) =>
    text
      .normalize('NFC')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  return new Set(words.filter((word) => word.length >= SHORTEST && !COMMON.has(word) && !/^\d+$/.test(word)));
}
