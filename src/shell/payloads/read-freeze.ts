// Readings of what a freeze holds back: heads of pull requests that move, groups of the merge queue, and deployments that ask.
import { issuesNamedIn } from '../../core/hotfix/named-issues.ts';
import { incidentOfBranch } from '../../core/incident/postmortem.ts';
import { asking } from './asking.ts';
import { lookAt } from './read-hotfix.ts';
import type { About, Reading } from './reading.ts';
import type { GroupPayload, PullPayload, RulePayload } from './schema.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export const pullActions = {
  opened: true,
  reopened: true,
  synchronize: true,
  edited: true,
  closed: true,
  ready_for_review: true,
  converted_to_draft: true,
  dequeued: true,
} as const;
/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group */
export const groupActions = { checks_requested: true } as const;
/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_protection_rule */
export const ruleActions = { requested: true } as const;

/** What leaves the head as it is, where the base is the same. */
const sameHead: readonly string[] = ['ready_for_review', 'converted_to_draft', 'edited', 'dequeued'];

export function readPull(payload: PullPayload): Reading {
  const { action, number, changes, pull_request: pull, ...where } = payload;
  if (!Object.hasOwn(pullActions, action)) return { ignored: 'action-not-used' };
  const looked = action === 'synchronize' ? undefined : lookAt(payload);
  const about = [...postmortemOf(payload), ...(action === 'closed' ? markersMayBeGone(payload) : [])];
  const seen = { ...(looked === undefined ? {} : { seen: looked }), ...(about.length === 0 ? {} : { also: about }) };
  const { base, head } = pull;
  const closes = closedBy(payload);
  if (action === 'closed') return asking(where, { is: 'recount', pull: number }, seen);
  if (sameHead.includes(action) && changes?.base === undefined)
    return asking(where, { is: 'said', sha: head.sha, pulls: [number], ...closes }, seen);
  // Only a head that moves leaves what is held as it was.
  const recount = action !== 'synchronize';
  // Whoever pushed the head wrote it, whatever its commits say.
  const by = action === 'synchronize' || action === 'opened' ? payload.sender?.id : undefined;
  const ask = { is: 'head', sha: head.sha, base: base.ref, pull: number, recount, ...closes } as const;
  return asking(where, by === undefined ? ask : { ...ask, by }, seen);
}

/** More are named by no proper fix. */
const MOST_CLOSED = 10;

/** What its text names with a closing keyword; whether GitHub links it is asked of GitHub. */
function closedBy({ repository, pull_request: { body } }: PullPayload): { readonly closes?: number[] } {
  const named = issuesNamedIn(body ?? '', `${repository.owner.login}/${repository.name}`).filter((one) => one.closes);
  return named.length === 0 ? {} : { closes: named.slice(0, MOST_CLOSED).map((one) => one.number) };
}

/** What was merged may have removed a temporary fix. */
function markersMayBeGone({ repository, pull_request: { merged, updated_at: at } }: PullPayload): readonly About[] {
  return merged === true && at !== undefined ? [{ at, repository: repository.id, marked: true }] : [];
}

/** The incident whose postmortem it is, by its branch: it looks at what became of it. */
function postmortemOf({ repository, pull_request: { head, updated_at: at } }: PullPayload): readonly About[] {
  const incident = incidentOfBranch(head.ref);
  return incident === null || at === undefined ? [] : [{ at, incident: `${repository.id}#${incident}` }];
}

const BRANCH = 'refs/heads/';

/** https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const GROUP = /\/pr-(\d{1,10})-[0-9a-f]{40}$/;

export function readGroup({ action, merge_group: group, ...where }: GroupPayload): Reading {
  if (!Object.hasOwn(groupActions, action)) return { ignored: 'action-not-used' };
  const base = group.base_ref.startsWith(BRANCH) ? group.base_ref.slice(BRANCH.length) : group.base_ref;
  const pull = GROUP.exec(group.head_ref)?.[1];
  return asking(where, {
    is: 'head',
    sha: group.head_sha,
    base,
    pull: pull === undefined ? null : Number(pull),
    recount: false,
    group: true,
  });
}

/** Of the address only the run is taken: where the answer goes is ours to know. */
const RUN = /\/actions\/runs\/(\d{1,15})\/deployment_protection_rule$/;

export function readRule({ action, environment, deployment_callback_url: address, ...where }: RulePayload): Reading {
  if (!Object.hasOwn(ruleActions, action)) return { ignored: 'action-not-used' };
  const run = RUN.exec(address)?.[1];
  if (run === undefined) return { ignored: 'unexpected-shape' };
  return asking(where, { is: 'deployment', run: Number(run), environment });
}
