// Readings of what a hotfix waits for: reviews, checks and statuses of what is in a lane; and of pull requests that look like one.
import { issuesNamedIn } from '../../core/hotfix/named-issues.ts';
import { asking } from './asking.ts';
import type { HotfixLook, IntakeSelf, Reading } from './reading.ts';
import type { CheckPayload, PullPayload, ReviewPayload, StatusPayload } from './schema.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review */
export const reviewActions = { submitted: true, dismissed: true, edited: true } as const;
/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run */
export const checkActions = { created: true, completed: true } as const;

export function readReview({ action, pull_request: pull, ...where }: ReviewPayload): Reading {
  if (!Object.hasOwn(reviewActions, action)) return { ignored: 'action-not-used' };
  return asking(where, { is: 'said', sha: pull.head.sha, pulls: [pull.number] });
}

/** Of a fork's commit GitHub names no pull request: then the commit tells. Our own checks say nothing new to us. */
export function readCheck({ action, check_run: run, ...where }: CheckPayload, self: IntakeSelf): Reading {
  if (!Object.hasOwn(checkActions, action)) return { ignored: 'action-not-used' };
  if (run.app?.id === self.appId) return { ignored: 'own' };
  return asking(where, { is: 'said', sha: run.head_sha, pulls: run.pull_requests.map(({ number }) => number) });
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#status */
export function readStatus({ sha, ...where }: StatusPayload): Reading {
  return asking(where, { is: 'said', sha, pulls: [] });
}

/** More incidents are named by no hotfix. */
const MOST = 3;
const LIKE = /hotfix|incident/i;

/** A pull request whose title or branch has such a word, and the incidents that its branch or text names; undefined: it is none. What it is, the policy of those incidents says. */
export function lookAt({ number, pull_request: pull, repository }: PullPayload): HotfixLook | undefined {
  const { title = '', body, head, state = 'open', updated_at: at } = pull;
  if (at === undefined || !(LIKE.test(head.ref) || LIKE.test(title))) return undefined;
  const text = body ?? '';
  const named = issuesNamedIn(text, `${repository.owner.login}/${repository.name}`).map((one) => one.number);
  const digits = [...head.ref.matchAll(/\d{1,9}/g)].map(([one]) => Number(one));
  const numbers = [...new Set([...digits, ...named])].filter((one) => one > 0 && one !== number).slice(0, MOST);
  const incidents = numbers.map((one) => `${repository.id}#${one}`);
  return incidents.length === 0
    ? undefined
    : { at, pull: number, like: { title, branch: head.ref, body: text, state }, incidents };
}
