// How an operation went, as the timeline says it: in our words up to the first colon.
import { type CheckMade, type Operation, onlyLooks } from './operation.ts';

/** What came of the checks of a verification. */
export function checksInWords(checks: readonly CheckMade[]): string {
  const of = (wanted: CheckMade['result']) => checks.filter(({ result }) => result === wanted).map(({ text }) => text);
  const [failed, unknown] = [of('failed'), of('unknown')];
  if (failed.length > 0) return `Verification failed${because(failed.join('; '))}`;
  if (unknown.length > 0) return `Verification is not complete, nobody knows of${because(unknown.join('; '))}`;
  return `Verification passed${because(of('passed').join('; '))}`;
}

/** Null where nothing has begun or ended. */
export function movedInWords(
  { title, state: before, kind, run: known }: Operation,
  { state, run, step }: { state: Operation['state']; run: Operation['run']; step: string | null },
): string | null {
  // What came of its checks is said instead.
  if (onlyLooks({ kind }) && (state === 'succeeded' || state === 'failed')) return null;
  switch (state) {
    case 'succeeded':
      return `Done, ${title}`;
    case 'failed':
      return `Failed, ${title}${because(step)}`;
    case 'cancelled':
      return `Cancelled, ${title}`;
    case 'refused':
      return `Not started, ${title}${because(step)}`;
    case 'lost':
      return `Nobody knows ${known === null ? 'whether it started' : 'how it ended'}, ${title}`;
    case 'waiting':
      return `Waits for an approval on GitHub, ${title}`;
    default:
      return (before === 'asked' || before === 'unanswered') && known === null && run !== null
        ? `Started, ${title}`
        : null;
  }
}

/** What people or GitHub said of it; nothing where they said nothing. */
export function because(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text.trim()}`;
}
