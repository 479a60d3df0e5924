// Whether the service is back (`S003-19`, `S004-13`): the checks of the policy, made by a run of its workflow, or by the app itself, and what came of each.
import type { Change } from '../incident/change.ts';
import type { CheckMade, Operation } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { AskedCheck, type CheckAnswer, mayAsk } from './asked-check.ts';
import type { RunPart, RunSeen } from './run-seen.ts';

export type Check = Policy['verify'][number];

/** These no run can make. */
const BY_PEOPLE: readonly Check['kind'][] = ['human', 'user-reports'];

/** What a run checks: `verify`, and what must hold before it is resolved; one id is one check. */
export function checksOf({ verify, recovery }: Policy): readonly Check[] {
  const all = new Map([...recovery, ...verify].map((check) => [check.id, check]));
  return [...all.values()].filter(({ kind }) => !BY_PEOPLE.includes(kind));
}

/** What the policy has only people look at. */
export function checksByPeople({ verify, recovery }: Policy): readonly Check[] {
  return [...verify, ...recovery].filter(({ kind }) => BY_PEOPLE.includes(kind));
}

/** Why nothing can be verified: the policy has no check, or names no workflow for them; the app makes none itself, or may ask none of the hosts. Null: it can. */
export function unverifiable(policy: Policy, hosts: CheckHosts): 'checks' | 'workflow' | 'host' | null {
  const { by, workflow } = policy.verification;
  const checks = checksOf(policy);
  if (checks.length === 0) return 'checks';
  if (by === 'workflow') return workflow === null ? 'workflow' : null;
  return checks.some(({ url }) => url !== null && mayAsk(url, hosts ?? [])) ? null : 'host';
}

/** Hosts that the app itself may ask; undefined: it asks none. */
export type CheckHosts = readonly string[] | undefined;

/** The change with which it begins; null where nothing can be verified. `after`: the rollback that it follows; absent: somebody asks for it. */
export function beginVerification(
  incident: Incident,
  policy: Policy,
  hosts: CheckHosts,
  after: Pick<Operation, 'key' | 'environment'> | null = null,
): Extract<Change, { kind: 'operation-asked' }> | null {
  const { workflow, by } = policy.verification;
  const checks = checksOf(policy);
  const environment = after?.environment ?? policy.rollback.environment;
  if (unverifiable(policy, hosts) !== null) return null;
  return {
    kind: 'operation-asked',
    ...(after === null ? {} : { after: after.key }),
    operation: {
      kind: 'verification',
      title: `verification of ${environment.replace(/:/g, '')}`,
      environment,
      from: null,
      to: null,
      next: null,
      workflow: by === 'app' ? '' : (workflow ?? ''),
      branch: null,
      // A closed set: all of it is the policy's (AC-26).
      inputs: {
        environment,
        incident: String(incident.issue.number),
        checks: JSON.stringify(askedChecks(policy)),
      },
      because: null,
      checks: checks.map(({ id, text }) => ({ id, text, result: null })),
      ...(by === 'app' ? { byApp: true } : {}),
    },
  };
}

/** The checks as whoever makes them gets them. */
export function askedChecks(policy: Policy): readonly AskedCheck[] {
  return checksOf(policy).map((check) => asInput(check, policy));
}

/** What is not there is left out. */
function asInput({ id, kind, url, path, query, below }: Check, { thresholds }: Policy): AskedCheck {
  const recovered = { 'error-rate': thresholds.errorRate.recovered, latency: thresholds.p95Ms.recovered };
  const usual = kind === 'error-rate' || kind === 'latency' ? recovered[kind] : null;
  const all = { id, kind, url, path, query, below: below ?? usual };
  return AskedCheck.parse(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)));
}

/**
 * What came of each check: by the steps and jobs that are named like its id, its text or its kind. A run that succeeded has failed at nothing that it
 * names; what it does not name it did not check.
 */
export function checksMade(
  operation: Operation,
  policy: Policy,
  { conclusion, parts = [] }: Pick<RunSeen, 'conclusion' | 'parts'>,
): readonly CheckMade[] {
  const kinds = new Map(checksOf(policy).map(({ id, kind }) => [id, kind]));
  return (operation.checks ?? []).map(({ id, text }) => {
    const named = partsFor([id, text, kinds.get(id) ?? id], parts);
    if (named.length === 0) return { id, text, result: 'unknown' };
    const isFine = named.every(({ passed }) => passed);
    if (!isFine) return { id, text, result: 'failed' };
    return { id, text, result: conclusion === 'cancelled' ? 'unknown' : 'passed' };
  });
}

/** What came of each check that the app made. A number is nobody's but the team's. */
export function checksAnswered(
  { checks = [] }: Operation,
  answers: readonly CheckAnswer[],
  isPrivate: boolean,
): readonly CheckMade[] {
  const found = new Map(answers.map((answer) => [answer.id, answer]));
  return checks.map(({ id, text }) => {
    const answer = found.get(id);
    if (answer === undefined) return { id, text, result: 'unknown' };
    const { result, says } = answer;
    return isPrivate || result === 'unknown' ? { id, text, result, says } : { id, text, result };
  });
}

/** Those of the first name that any has. */
function partsFor(names: readonly string[], parts: readonly RunPart[]): readonly RunPart[] {
  for (const name of names) {
    const found = parts.filter((part) => plainly(part.name) === plainly(name));
    if (found.length > 0) return found;
  }
  return [];
}

/** `Error rate` is `error-rate`. */
export function plainly(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}

/** Whether it showed that something does not hold, or did not come to its end. What nobody checked is for people to judge. */
export function hasFailed({ state, checks = [] }: Pick<Operation, 'state' | 'checks'>): boolean {
  return state !== 'succeeded' || checks.some(({ result }) => result === 'failed');
}
