// Waivers taken off what was found: each holds for one rule, on its line, or on the next line that says something where it stands alone.
import type { PostmortemDocument, Waiver } from '../as-read.ts';
import { bare } from './places.ts';
import type { Finding } from './rule.ts';
import { hasReason } from './rules/waivers.ts';

/** Of waivers that waive nothing no more are told. */
const MOST_IDLE = 50;

/** What the lint says of waivers cannot be waived by one. */
const ITS_OWN = /^E(?:00|29|30)$/;

/** What is left, with a note for each waiver that waived nothing. */
export function withoutWaived(
  found: readonly Finding[],
  { waivers, lines }: PostmortemDocument,
  known: readonly string[],
): readonly Finding[] {
  const valid = waivers.filter(({ reason }) => hasReason(reason));
  const used = new Set<Waiver>();
  const left = found.filter((finding) => {
    const by = ITS_OWN.test(finding.rule) ? [] : valid.filter((waiver) => holds(waiver, finding, lines));
    for (const waiver of by) used.add(waiver);
    return by.length === 0;
  });
  const idle = valid
    .filter((waiver) => !used.has(waiver))
    .slice(0, MOST_IDLE)
    .map((waiver) => unused(waiver, known));
  return [...left, ...idle];
}

function holds({ rule, line, alone }: Waiver, finding: Finding, lines: readonly string[]): boolean {
  if (finding.rule !== rule.toUpperCase()) return false;
  return finding.line === line || (alone && finding.line === nextLine(line, lines));
}

/** Blank lines, and other comments of one line, stand between a waiver and what it waives. */
function nextLine(line: number, lines: readonly string[]): number {
  let at = line;
  const isNothing = /^\s*(?:(?:<!--.{0,1000}-->\s*)*|#\s*lint-ok\b.*)$/;
  while (at < lines.length && at < line + 10 && isNothing.test(lines[at] ?? '')) at += 1;
  return at + 1;
}

function unused(waiver: Waiver, known: readonly string[]): Finding {
  const name = waiver.rule.toUpperCase();
  const message = known.includes(name)
    ? `Nothing here is against ${name}, so this waiver waives nothing. Delete it.`
    : `There is no rule ${waiver.rule === '' ? 'named' : waiver.rule} that this waiver could waive. Write one, such as \`E12\`.`;
  return { ...bare(waiver), rule: 'E30', level: 'W', message };
}
