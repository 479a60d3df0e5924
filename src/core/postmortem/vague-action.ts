// Action items that begin so that nobody can tell when they are done (E11, S002-34): a hint for whoever writes one, a finding of the lint.

/** Never the beginning of something that can be done. `S002-34`: "improve monitoring", "be more careful"; Part E.2, E11. */
const DENIED =
  /^(?:improve|investigate|look (?:into|at)|consider|think (?:about|of)|be (?:more )?(?:careful|cautious|attentive|mindful|aware|vigilant)|pay (?:more )?attention|try|make sure|discuss|explore|take (?:more )?care|double[- ]check|learn (?:from|to)|remember|strive|aim)\b/i;

/** Not enough by themselves: what stands behind has to say more. */
const ALONE = /^(?:ensure|monitor|review|evaluate|assess)\b/i;

/** So many words say when it is done; a number or a name in code does so too. */
const ENOUGH_WORDS = 7;

/** The opener that makes it vague, as it is written; null where it begins with something that can be done. `whole`: the same with what is in code. */
export function vagueOpener(what: string, whole = what): string | null {
  const text = what.trim();
  return DENIED.exec(text)?.[0] ?? (isAlone(text, whole) ? (ALONE.exec(text)?.[0] ?? null) : null);
}

function isAlone(text: string, whole: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words < ENOUGH_WORDS && !/\d|`/.test(whole);
}
