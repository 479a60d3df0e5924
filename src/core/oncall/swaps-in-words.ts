// Swaps as sentences, for whoever reviews the pull request that makes them.
import { handOverInWords } from './in-words.ts';
import type { Swap } from './swaps.ts';

/** One sentence for each; one for all where there is none. */
export function swapsInWords(swaps: readonly Swap[]): readonly string[] {
  if (swaps.length === 0) return ['overrides put nobody else on call than before.'];
  return swaps.map(({ role, timezone, from, until, before, after }) => {
    const [starts, ends] = [from, until].map((at) => handOverInWords(at, timezone));
    return `on call as ${role} from ${starts} until ${ends}: ${named(after)} instead of ${named(before)}.`;
  });
}

function named(handles: readonly string[]): string {
  return handles.length === 0 ? 'nobody' : handles.join(', ');
}
