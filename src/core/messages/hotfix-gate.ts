// The gate in words, as its check shows it: a table of what holds and what does not, with who can do something about it.
import type { Verdict } from '../hotfix/gate.ts';
import type { AnyRequirement, Holds, Row, Who } from '../hotfix/row.ts';

/** GitHub takes a summary of so many characters; they are counted in bytes, which are never fewer. https://docs.github.com/en/rest/checks/runs */
export const LONGEST_SUMMARY = 65_535;

/** Left for what stands before and behind the rows. */
const AROUND = 1_000;

/** Whose gate it is: both are told by the same check. */
export type GateKind = 'hotfix' | 'proper-fix';

export type CheckText = { readonly title: string; readonly summary: string };

/** On every head that is no hotfix, since branch rules ask each pull request for the check. */
export const notAnIncidentMatter: CheckText = {
  title: 'Not an incident matter',
  summary: 'No open incident has this as its hotfix. This check asks nothing of it.',
};

/** Where the incidents of the repository are not known for long. */
export const notKnownYet: CheckText = {
  title: 'Firebreak cannot say yet',
  summary:
    'Since it was started, Firebreak has not been able to compare this repository with GitHub, so it does not know whether an incident has this as its hotfix. It keeps trying, and this check passes by itself once it has. If that lasts: the log of the app says what GitHub answers, and an administrator can take `firebreak / hotfix` out of the required checks meanwhile.',
};

/** What does not hold comes first, and is there however long the table is. `again`: when it is looked at again, as a sentence. */
export function gateText(
  { conclusion, rows }: Verdict,
  of: GateKind = 'hotfix',
  again = 'This is looked at again by itself.',
): CheckText {
  const sorted = rows.toSorted((a, b) => places[a.holds] - places[b.holds]);
  const lines = sorted.map(lineOf);
  const shown = fitting(lines, LONGEST_SUMMARY - AROUND);
  const more = lines.length - shown;
  const summary = [
    conclusion === 'success' ? passes[of] : `${sentences[conclusion]} ${again}`,
    '',
    '| | what must hold | how it is | who can do something |',
    '|---|---|---|---|',
    ...lines.slice(0, shown),
    ...(more === 0 ? [] : ['', `And ${more} more that ${more === 1 ? 'does' : 'do'} not fit here.`]),
  ].join('\n');
  return { title: titleOf(conclusion, rows), summary };
}

const places: Readonly<Record<Holds, number>> = { no: 0, waits: 1, yes: 2 };
const signs: Readonly<Record<Holds, string>> = { no: '❌', waits: '⏳', yes: '✅' };

const passes: Readonly<Record<GateKind, string>> = {
  hotfix: 'Everything that a hotfix needs is there: it was tested, and seen at this very commit.',
  'proper-fix':
    'Everything that the proper fix needs is there. People merge it; it closes its issue, which tells the incident.',
};

const sentences: Readonly<Record<Exclude<Verdict['conclusion'], 'success'>, string>> = {
  pending: 'Nothing is wrong with it; it waits for what is marked with ⏳.',
  failure: 'Something must change before it may be merged.',
};

function titleOf(conclusion: Verdict['conclusion'], rows: readonly Row[]): string {
  const open = rows.filter(({ holds }) => holds !== 'yes').length;
  switch (conclusion) {
    case 'success':
      return 'Tested and approved';
    case 'pending':
      return `Waits for ${open} of ${rows.length}`;
    case 'failure':
      return `${open} of ${rows.length} do not hold`;
  }
}

function lineOf({ name, holds, why, who }: Row): string {
  return `| ${signs[holds]} | ${titles[name]} | ${why} | ${who === null ? '' : whoInWords[who]} |`;
}

/** A row in one line, as Markdown. */
export function rowInWords({ name, why }: Row): string {
  return `${titles[name]}: ${why}`;
}

const titles: Readonly<Record<AnyRequirement, string>> = {
  open: 'open',
  'newest-head': 'newest commit',
  incident: 'incident',
  level: 'severity',
  'no-rollback': 'why no rollback',
  'rollback-ready': 'rollback ready',
  source: 'where it comes from',
  base: 'where it goes',
  size: 'small',
  files: 'files',
  markers: 'temporary fixes',
  draft: 'ready for review',
  checks: 'tested',
  approval: 'approved',
  objections: 'nobody against it',
  linked: 'proper fix',
  'cause-known': 'cause known',
  'cause-addressed': 'cause addressed',
  reproduction: 'test that reproduces the incident',
  staging: 'tested in staging',
  monitoring: 'watched',
  'rollback-plan': 'rollback plan',
  temporary: 'temporary measures gone',
  documentation: 'documentation',
};

/** Who can do something about a row. */
export const whoInWords: Readonly<Record<Who, string>> = {
  author: 'who opened it',
  reviewer: 'somebody who may write here and wrote none of it',
  responder: 'a responder of the incident',
  administrator: 'an administrator of the repository',
  runner: 'who may run the check again',
  nobody: 'nobody: it comes by itself',
};

const encoder = new TextEncoder();

/** How many of the lines fit. */
function fitting(lines: readonly string[], room: number): number {
  let left = room;
  const last = lines.findIndex((line) => {
    left -= encoder.encode(line).length + 1;
    return left < 0;
  });
  return last < 0 ? lines.length : last;
}
