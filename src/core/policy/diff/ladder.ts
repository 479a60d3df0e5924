// What changes in the ladder of one level, step by step.
import type { Tier } from '../policy.ts';
import { spanInWords, valueInWords, wordsOfKey } from './words.ts';

type Told = { readonly key: string; readonly name: string; readonly before: string; readonly after: string };

const conditions: Readonly<Record<Tier['when'][number], string>> = {
  unacknowledged: 'while nobody acknowledged',
  'previous-silent': 'when the step before is silent',
  'unable-to-resolve': 'when those before cannot resolve it',
  'business-critical': 'when it is business-critical',
  'customer-facing': 'when customers are affected',
};

/** How a step is told that a ladder has not. */
export const NO_STEP = 'never';

/** A whole ladder, step by step; one of no steps pages nobody. */
export function ladderInWords(ladder: readonly Tier[]): readonly string[] {
  if (ladder.length === 0) return ['pages nobody'];
  return ladder.map((tier) => `pages ${tier.targets.join(', ')} ${stepInWords(tier)}`);
}

/** Steps are the same when they page the same roles; two of them with the same roles are told apart by their order. */
export function ladderChanges(was: readonly Tier[], is: readonly Tier[]): readonly Told[] {
  const before = stepsOf(was);
  const after = stepsOf(is);
  const whom = [...new Set([...after.keys(), ...before.keys()])];
  const changed = whom
    .map((key) => ({ name: nameOf(key), before: before.get(key) ?? NO_STEP, after: after.get(key) ?? NO_STEP }))
    .filter((step) => step.before !== step.after)
    .map((step) => ({ key: 'escalation', ...step }));
  return [...changed, ...orderChanges([...before.keys()], [...after.keys()])];
}

function stepsOf(ladder: readonly Tier[]): ReadonlyMap<string, string> {
  const steps = new Map<string, string>();
  for (const tier of ladder) {
    const whom = tier.targets.join(', ');
    const again = [...steps.keys()].filter((key) => key.split('#')[0] === whom).length;
    steps.set(again === 0 ? whom : `${whom}#${again + 1}`, stepInWords(tier));
  }
  return steps;
}

function nameOf(key: string): string {
  const [whom, nth] = key.split('#');
  return nth === undefined ? `pages ${whom}` : `pages ${whom} (step ${nth} of theirs)`;
}

/** The order matters to `previous-silent`, and to whom a page goes that has nobody. */
function orderChanges(before: readonly string[], after: readonly string[]): readonly Told[] {
  const kept = before.filter((key) => after.includes(key));
  const now = after.filter((key) => before.includes(key));
  if (kept.join('\n') === now.join('\n')) return [];
  return [{ key: 'escalation', name: 'order of the ladder', before: kept.join(' · '), after: now.join(' · ') }];
}

function stepInWords({ after, when, silentFor, targets: _targets, until, auto, ...rest }: Tier): string {
  const at = spanInWords(after);
  const when_ = when.map((condition) =>
    condition === 'previous-silent' ? `${conditions[condition]} for ${spanInWords(silentFor)}` : conditions[condition],
  );
  const more = Object.entries(rest).map(([key, value]) => `${wordsOfKey(key)} ${valueInWords(value)}`);
  const by = auto ? [] : ['by hand only'];
  return [at === 'at once' ? at : `after ${at}`, ...when_, ...by, ...more, `until ${until}`].join(', ');
}
