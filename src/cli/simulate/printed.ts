/** What is printed of one level: its heading, what happens, and what is not shown. */
import type { Policy } from '../../core/policy/policy.ts';
import { notesFor } from '../../core/simulation/notes.ts';
import type { Plan, Simulated } from '../../core/simulation/simulate.ts';
import { startInWords } from '../../core/simulation/start.ts';
import { lengthInWords } from '../../core/span-words.ts';

export interface Printed {
  /** `P0 of the policy`, for a diagram. */
  readonly title: string;
  /** One line: what was simulated, from when, for how long. */
  readonly heading: string;
  readonly simulated: Simulated;
  readonly notes: readonly string[];
}

/** A simulated level with its words. */
export function printedOf(simulated: Simulated, { policy, start, length }: Plan): Printed {
  const title = `${simulated.level} of ${nameOf(policy)}`;
  const heading = `${title}: declared ${startInWords(start, policy)}, followed for ${lengthInWords(length)}`;
  return { title, heading, simulated, notes: notesFor(simulated, policy) };
}

function nameOf({ preset, source }: Policy): string {
  const file = source.from.startsWith('--') ? null : source.from;
  const over = preset === 'none' ? null : `preset ${preset}`;
  if (file === null) return over ?? 'the policy';
  return over === null ? file : `${file} (${over})`;
}
