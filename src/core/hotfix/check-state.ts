// How far a check is, in one list for check runs and commit statuses: a word that GitHub adds one day is none of those that pass.

/** Every state of a check run (its status, or once completed its conclusion) and of a commit status; `unknown` is any other word. */
export const checkStates = [
  'requested',
  'queued',
  'pending',
  'waiting',
  'in_progress',
  'expected',
  'success',
  'neutral',
  'skipped',
  'failure',
  'error',
  'cancelled',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
  'unknown',
] as const;
export type CheckState = (typeof checkStates)[number];

/** What a state comes to. `by-policy`: GitHub lets it pass, though nothing was tested. `fails`: it stays so until somebody does something. */
export type Bearing = 'passes' | 'waits' | 'by-policy' | 'fails';

/** The state of a check run, in the words of GraphQL or REST. */
export function runState(status: string, conclusion: string | null): CheckState {
  const how = status.toLowerCase();
  // `success` is no word for a run that goes on, whatever a host says of one.
  if (how !== 'completed') return among(how, ['requested', 'queued', 'pending', 'waiting', 'in_progress']);
  return among((conclusion ?? '').toLowerCase(), [
    'success',
    'neutral',
    'skipped',
    'failure',
    'cancelled',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
  ]);
}

/** The state of a commit status. */
export function statusState(state: string): CheckState {
  return among(state.toLowerCase(), ['expected', 'pending', 'success', 'failure', 'error']);
}

function among(word: string, states: readonly CheckState[]): CheckState {
  return states.find((state) => state === word) ?? 'unknown';
}

/** Whatever is not named here fails. */
export function bearingOf(state: CheckState): Bearing {
  switch (state) {
    case 'success':
      return 'passes';
    case 'neutral':
    case 'skipped':
      return 'by-policy';
    case 'requested':
    case 'queued':
    case 'pending':
    case 'waiting':
    case 'in_progress':
    case 'expected':
      return 'waits';
    case 'failure':
    case 'error':
    case 'cancelled':
    case 'timed_out':
    case 'action_required':
    case 'stale':
    case 'startup_failure':
    case 'unknown':
      return 'fails';
    default:
      return denied(state);
  }
}

/** The compiler proves that nothing comes here; a value that it has not seen passes nothing all the same. */
function denied(_state: never): Bearing {
  return 'fails';
}
