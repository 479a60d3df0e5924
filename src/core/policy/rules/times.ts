// Rules about times and words: business hours, zones, phases, aliases, shares.
import { isZone } from '../../clock/zone.ts';
import { type Status, statuses } from '../../incident/record.ts';
import { onTheClock } from '../../span.ts';
import type { Phase, Policy } from '../policy.ts';
import { order } from './levels.ts';
import type { Rule, Violation } from './rule.ts';

export const hoursAreHours: Rule = {
  code: 'business-hours',
  says: 'Business hours begin before they end.',
  check: ({ businessHours: { from, to } }) =>
    from < to
      ? []
      : [
          {
            at: [['business_hours', 'to'], ['business_hours', 'from'], ['business_hours']],
            message: `business hours are from ${from} to ${to}; they end on the day on which they begin, later than that. Correct one of them.`,
          },
        ],
};

export const quietHoursEnd: Rule = {
  code: 'quiet-hours',
  says: 'Quiet hours begin and end at different times of day.',
  check: ({ quietHours }) =>
    quietHours === null || quietHours.from !== quietHours.to
      ? []
      : [
          {
            at: [['quiet_hours', 'to'], ['quiet_hours', 'from'], ['quiet_hours']],
            message: `quiet hours are from ${quietHours.from} to ${quietHours.to}, which is no time at all. Correct one of them, or remove both.`,
          },
        ],
};

export const zoneIsKnown: Rule = {
  code: 'unknown-zone',
  says: 'The time zone is one of the IANA database.',
  check: ({ timezone }) =>
    isZone(timezone)
      ? []
      : [
          {
            at: [['timezone']],
            message: `there is no time zone \`${timezone}\`; expected a name such as Europe/Berlin or UTC. Correct it.`,
          },
        ],
};

export const phasesFollow: Rule = {
  code: 'phase-order',
  says: 'A phase begins before it ends, and not before the phase above it.',
  check: ({ phases }) =>
    phases.flatMap((phase, index) => [...endsFirst(phase), ...beginsFirst(phase, phases[index - 1])]),
};

function endsFirst({ id, from, to }: Phase): readonly Violation[] {
  const end = to === null ? null : onTheClock(to);
  if (from === null || end === null || order(from, end) < 0) return [];
  const message = `phase ${id}: its budget ends before it begins (\`to\` is not behind \`from\`). Correct one of them.`;
  return [
    {
      at: [
        ['phases', id, 'to'],
        ['phases', id, 'from'],
        ['phases', id],
      ],
      message,
    },
  ];
}

/** What follows the resolution is counted from it, so it stands in no order with what is counted from the declaration. */
function beginsFirst(phase: Phase, before: Phase | undefined): readonly Violation[] {
  if (before === undefined || phase.from === null || before.from === null) return [];
  const isSameClock = (phase.status === 'resolved') === (before.status === 'resolved');
  if (!isSameClock || order(phase.from, before.from) >= 0) return [];
  const message = `phase ${phase.id} begins before phase ${before.id}, which stands above it; phases are in order. Correct \`from\` or the order.`;
  return [{ at: [['phases', phase.id, 'from'], ['phases', before.id, 'from'], ['phases']], message }];
}

export const aliasesAreNew: Rule = {
  code: 'alias-taken',
  says: 'An alias is no status’s own word with another meaning, and means one thing whatever its case.',
  check: ({ aliases }) => {
    const words = Object.entries(aliases);
    return words.flatMap(([word, meaning], index) => [
      ...shadows(word, meaning),
      ...means(word, meaning, words.slice(0, index)),
    ]);
  },
};

function shadows(word: string, meaning: Status): readonly Violation[] {
  const own = statuses.find((status) => status === word.trim().toLowerCase());
  if (own === undefined || own === meaning) return [];
  const message = `\`aliases.${word}\`: \`${own}\` is a status of its own and cannot mean \`${meaning}\`. Remove it or write another word.`;
  return [{ at: [['aliases', word]], message }];
}

function means(word: string, meaning: Status, before: readonly (readonly [string, Status])[]): readonly Violation[] {
  const other = before.find(([known, status]) => same(known, word) && status !== meaning);
  if (other === undefined) return [];
  const message = `\`aliases.${word}\`: the same word means \`${other[1]}\` as \`${other[0]}\`, whatever its case. Remove one of them.`;
  return [
    {
      at: [
        ['aliases', word],
        ['aliases', other[0]],
      ],
      message,
    },
  ];
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

export const statusWordsAreNew: Rule = {
  code: 'status-word-taken',
  says: 'A word for a status is no other status’s own word or alias: whoever types it means one thing.',
  check: ({ statusWords, aliases }) =>
    statuses.flatMap((status, index) => {
      const word = statusWords[status];
      if (word === undefined) return [];
      const own = statuses.find((other) => other !== status && same(other, word));
      const before = statuses.slice(0, index).find((other) => same(statusWords[other] ?? other, word));
      const [alias, meaning] = Object.entries(aliases).find(([name, of]) => same(name, word) && of !== status) ?? [];
      const at = ['status_words', status];
      if (own !== undefined) return [taken(status, word, `is the status \`${own}\` itself`, [at])];
      if (before !== undefined)
        return [taken(status, word, `is the word for \`${before}\` already`, [at, ['status_words', before]])];
      if (alias === undefined) return [];
      return [taken(status, word, `means \`${meaning}\` by \`aliases\``, [at, ['aliases', alias]])];
    }),
};

function taken(status: Status, word: string, why: string, at: Violation['at']): Violation {
  return { at, message: `\`status_words.${status}\`: \`${word}\` ${why}. Write another word.` };
}

export const errorRateHasLimit: Rule = {
  code: 'error-rate-without-limit',
  says: 'A rollback rule that asks for the error rate has a limit: its own or that of the thresholds.',
  needsAll: true,
  check: ({ rollback }: Policy) =>
    rollback.recommendWhen.flatMap(({ id, errorRate, errorRateOver }) =>
      errorRate === undefined || errorRateOver !== undefined
        ? []
        : [
            {
              at: [['rollback', 'recommend_when', id, 'error_rate']],
              message: `The rollback rule \`${id}\` asks for the error rate, and neither it nor \`thresholds.error_rate.rollback\` has a limit. Write one.`,
            },
          ],
    ),
};

/** `S000-46`: what was skipped has tested nothing. */
export const skippedAreNoTests: Rule = {
  code: 'skipped-without-tests',
  says: 'Where skipped checks let a hotfix pass, `hotfix.tests` names what never may be skipped.',
  check: ({ hotfix }: Policy) =>
    hotfix.skipped === 'pass' && hotfix.tests.length === 0
      ? [
          {
            at: [['hotfix', 'skipped']],
            message: '`hotfix.skipped: pass` lets a hotfix go untested. Write `wait`, or name the checks that test it.',
          },
        ]
      : [],
};

export const sharesAreShares: Rule = {
  code: 'share-not-percent',
  says: 'Error rates are shares between 0 and 1.',
  check: ({ thresholds: { errorRate } }: Policy) =>
    (['alert', 'rollback', 'recovered'] as const).flatMap((key) => {
      const value = errorRate[key];
      if (value === null || value <= 1) return [];
      const hint = value <= 100 ? ` (write ${value / 100} for ${value} %)` : '';
      const message = `\`thresholds.error_rate.${key}\` is ${value}; expected a share between 0 and 1${hint}. Correct it.`;
      return [{ at: [['thresholds', 'error_rate', key]], message }];
    }),
};
