// What people and GitHub's answers do to plans and operations.
import type { Cause, Change } from './change.ts';
import { type Gathered, gatheredIn } from './evidence.ts';
import { because, checksInWords, movedInWords } from './moved-in-words.ts';
import { type CheckMade, keptOperations, type Operation, onlyLooks, type PlanOf } from './operation.ts';
import type { Incident, MitigationOutcome, TimelineEntry } from './record.ts';

export type OperationChange =
  | {
      readonly kind: 'planned';
      readonly plan: Omit<PlanOf<'rollback'>, 'by' | 'at'> | Omit<PlanOf<'action'>, 'by' | 'at'>;
    }
  /** It waits no longer; `why` is told. */
  | { readonly kind: 'plan-dropped'; readonly why: string }
  | {
      readonly kind: 'operation-asked';
      /** The operation that it follows by itself; absent: somebody asks for it. */
      readonly after?: string;
      readonly operation: Omit<
        Operation,
        'key' | 'by' | 'at' | 'since' | 'state' | 'run' | 'step' | 'cancelledBy' | 'looked'
      >;
    }
  | {
      readonly kind: 'operation-moved';
      readonly key: string;
      readonly state: Operation['state'];
      readonly run: Operation['run'];
      readonly step: string | null;
    }
  /** How far the service was brought back. */
  | { readonly kind: 'restored'; readonly outcome: MitigationOutcome }
  | Gathered
  /** A verification has ended: what came of each check. */
  | { readonly kind: 'verified'; readonly key: string; readonly checks: readonly CheckMade[] }
  /** Something was deployed after a rollback; `isAgain`: it has what was rolled back, as far as is known. */
  | {
      readonly kind: 'deployed-since';
      readonly key: string;
      readonly live: { readonly id: string; readonly sha: string };
      readonly isAgain: boolean;
      /** It has a revert of it. */
      readonly isMended: boolean;
    }
  /** GitHub has no deployment of the version that was gone back to. */
  | { readonly kind: 'deployment-unrecorded'; readonly key: string; readonly why: string }
  /** An action of the catalogue that no workflow does. */
  | { readonly kind: 'done-by-hand'; readonly title: string; readonly because: string | null }
  /** Somebody asked for its end, which GitHub tells of. */
  | { readonly kind: 'operation-cancelled'; readonly key: string };

const kinds: readonly Change['kind'][] = [
  'planned',
  'plan-dropped',
  'operation-asked',
  'operation-moved',
  'verified',
  'gathered',
  'restored',
  'operation-cancelled',
  'deployed-since',
  'deployment-unrecorded',
  'done-by-hand',
] satisfies OperationChange['kind'][];

/** Whether the change is one of these. */
export function isOperationChange(change: Change): change is OperationChange {
  return kinds.includes(change.kind);
}

/** Who asked for what a rule of the policy began; no account's login has a bracket. */
export const BY_ITSELF = 'firebreak[rule]';

const MOST_LOOKED = 10;

/** The name of what a comment starts: the same however often it is decided, and unlike any other incident's of the repository. */
export function operationKey({ issue }: Pick<Incident, 'issue'>, comment: number | null): string {
  return `firebreak-${issue.number}-${comment ?? 0}`;
}

/** The name of the verification that follows an operation, or that a comment asks for beside another one. */
export function verificationKey(from: string): string {
  return `${from}-verify`;
}

/** Those that only look may go on beside another one of the same comment. */
function keyOf(kind: Operation['kind'], from: string): string {
  if (kind === 'verification') return verificationKey(from);
  return kind === 'evidence' ? `${from}-evidence` : from;
}

/** The incident with it. */
export function withOperation(incident: Incident, change: OperationChange, cause: Cause): Incident {
  const by = cause.by?.login ?? BY_ITSELF;
  const { operations = [], plan: _pending, ...rest } = incident;
  const moved = (key: string, how: (one: Operation) => Operation): Incident => ({
    ...incident,
    operations: operations.map((one) => (one.key === key ? how(one) : one)),
  });
  switch (change.kind) {
    case 'planned':
      return { ...incident, plan: { ...change.plan, by, at: cause.at } };
    case 'plan-dropped':
      return { ...rest, ...(incident.operations === undefined ? {} : { operations }) };
    case 'operation-asked': {
      const from = change.after ?? operationKey(incident, cause.comment);
      const key = keyOf(change.operation.kind, from);
      const begun = {
        ...change.operation,
        key,
        by,
        at: cause.at,
        since: cause.at,
        // The app begins at once what it does itself.
        state: change.operation.byApp === true ? 'running' : 'asked',
        run: null,
        step: null,
      };
      const kept = keptOperations([...operations, begun as Operation]);
      // A look changes nothing that a plan goes by.
      return onlyLooks(change.operation) ? { ...incident, operations: kept } : { ...rest, operations: kept };
    }
    case 'operation-moved': {
      const { key, state, run, step } = change;
      return moved(key, (one) => ({
        ...one,
        state,
        run: run ?? one.run,
        step,
        since: state === one.state ? one.since : cause.at,
      }));
    }
    case 'restored':
      return { ...incident, outcome: change.outcome };
    case 'gathered':
      return { ...incident, evidence: gatheredIn(incident.evidence, change, cause.at) };
    case 'verified':
      return moved(change.key, (one) => ({ ...one, checks: [...change.checks] }));
    case 'deployed-since':
      return moved(change.key, ({ mended: _before, ...one }) => ({
        ...one,
        looked: [...(one.looked ?? []), change.live.id].slice(-MOST_LOOKED),
        ...(change.isMended ? { mended: true } : {}),
      }));
    case 'deployment-unrecorded':
      return moved(change.key, (one) => ({ ...one, unrecorded: change.why }));
    case 'done-by-hand':
      return incident;
    case 'operation-cancelled':
      return moved(change.key, (one) => ({ ...one, cancelledBy: by }));
  }
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline, in our words up to the first colon; null where nothing has begun or ended. */
export function operationInWords(before: Incident, change: OperationChange): Said | null {
  const text = textOf(before, change);
  return text === null ? null : { kind: 'operation', text };
}

function textOf({ operations = [], evidence }: Incident, change: OperationChange): string | null {
  switch (change.kind) {
    case 'planned':
      return `Waits for /confirm ${change.plan.code}, ${planTitle(change.plan)}${because(saidOf(change.plan))}`;
    case 'plan-dropped':
      return `What was planned is dropped: ${change.why}`;
    case 'operation-asked':
      return `Asked for ${change.operation.title}${because(saidOf(change.operation))}`;
    case 'restored':
      return `Outcome of the mitigation: ${change.outcome}`;
    case 'gathered':
      return evidence === undefined && change.untold !== true
        ? 'Evidence was gathered: commits, releases, deployments and workflow runs'
        : null;
    case 'verified':
      return checksInWords(change.checks);
    case 'done-by-hand':
      return `Done by hand, ${change.title}${because(change.because)}`;
    case 'deployed-since':
      return change.isAgain ? `What was rolled back is live again with ${version(change.live)}` : null;
    case 'deployment-unrecorded':
      return `GitHub does not record a deployment of the version that was gone back to${because(change.why)}`;
    case 'operation-cancelled':
      return `Asked to cancel ${operations.find(({ key }) => key === change.key)?.title ?? 'the run'}`;
    case 'operation-moved': {
      const known = operations.find(({ key }) => key === change.key);
      return known === undefined || known.state === change.state ? null : movedInWords(known, change);
    }
  }
}

function version({ sha }: { readonly sha: string }): string {
  return sha.slice(0, 7);
}

/** Names of environments are whoever's; a colon in one would end our words. */
function plain(name: string): string {
  return name.replace(/:/g, '');
}

/** What was typed: behind our words, so that it can be left out where details are not shown. */
function saidOf(said: Pick<Operation, 'kind' | 'inputs' | 'because'> | { kind: 'rollback'; because: string | null }) {
  const values = said.kind === 'action' ? Object.entries(said.inputs).filter(([name]) => name !== 'incident') : [];
  return [...values.map(([name, value]) => `${name}=${value}`), said.because ?? ''].join(' ');
}

/** What is planned, as it is called. */
export function planTitle(plan: Omit<PlanOf<'rollback'>, 'by' | 'at'> | Omit<PlanOf<'action'>, 'by' | 'at'>): string {
  return plan.kind === 'rollback' ? rollbackTitle(plan.environment, plan.to) : plan.title;
}

/** What an action is called. */
export function actionTitle(title: string): string {
  return `action ${plain(title)}`;
}

/** What a rollback is called. */
export function rollbackTitle(environment: string, to: { readonly sha: string }): string {
  return `rollback of ${plain(environment)} to ${version(to)}`;
}
