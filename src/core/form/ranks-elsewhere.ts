// What the severities mean that the forms of the shipped runbooks offer: a form may have stayed when the policy was switched to another runbook.
import { policyFrom } from '../policy/policy-from.ts';
import { severityOption } from './severity-question.ts';

/** The rank of the severity that some shipped form offers in these very words; null where none does, or where two mean different things by them. */
export type RanksElsewhere = (answer: string) => number | null;

/** Made of the presets' texts. They are read when an answer is first asked about, which is seldom. */
export function ranksElsewhere(presets: Readonly<Record<string, string>>): RanksElsewhere {
  let known: ReadonlyMap<string, number | null> | null = null;
  return (answer) => {
    known ??= read(presets);
    return known.get(answer) ?? null;
  };
}

function read(presets: Readonly<Record<string, string>>): ReadonlyMap<string, number | null> {
  const ranks = new Map<string, number | null>();
  for (const name of Object.keys(presets)) {
    const { policy } = policyFrom(presets, { source: name, version: name, text: `preset: ${name}\n` }, null);
    for (const level of policy.levels) {
      const option = severityOption(level);
      const before = ranks.get(option);
      ranks.set(option, before === undefined || before === level.rank ? level.rank : null);
    }
  }
  return ranks;
}
