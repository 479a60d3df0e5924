// Why rolling back would not do, which is judged before a hotfix is made (`S000-22`): as somebody says, or as the record shows.
import type { Incident } from '../incident/record.ts';

export type Viability =
  /** `why`: rolling back would not do. */
  | { readonly is: 'not-viable'; readonly why: string }
  /** It could be rolled back to this version, and nobody said why not. */
  | { readonly is: 'viable'; readonly to: string }
  /** It was not looked yet what is live and what was good. */
  | { readonly is: 'not-judged' };

/** `because`: what somebody says; null: nothing. What was tried counts before what could be. */
export function rollbackViability({ changes, operations = [] }: Incident, because: string | null): Viability {
  if (because !== null && because.trim() !== '') return { is: 'not-viable', why: because.trim() };
  const tried = operations.findLast(({ kind }) => kind === 'rollback');
  if (tried?.state === 'succeeded') return { is: 'not-viable', why: 'It is rolled back already' };
  if (tried !== undefined && ['failed', 'cancelled', 'refused', 'lost'].includes(tried.state))
    return { is: 'not-viable', why: `The rollback was tried and ${ENDS[tried.state] ?? tried.state}` };
  if (changes === undefined || changes.unread.includes('deployments')) return { is: 'not-judged' };
  if (changes.good === null) return { is: 'not-viable', why: 'No earlier version is known to be good' };
  return { is: 'viable', to: changes.good.sha };
}

const ENDS: Readonly<Record<string, string>> = {
  failed: 'failed',
  cancelled: 'was cancelled',
  refused: 'could not be started',
  lost: 'may not have been started',
};
