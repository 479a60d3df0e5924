// What is done in a thread: each form becomes a request to the API by the person who looks.
import { Refusal } from '../../state/refusal.ts';
import { Identified } from '../shapes.ts';
import { field, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { showThread } from './thread.ts';

function pageOf(visit: Visit): string {
  return `/${repositoryName(visit)}/issues/${param(visit, 'number')}`;
}

/** The issue in the API. */
function issueOf(visit: Visit): string {
  return `/repos${pageOf(visit)}`;
}

/** Back to the thread, or the thread with the API's reason and what had been typed. */
async function orRefused(visit: Visit, action: () => Promise<string>, draft = ''): Promise<Reply> {
  try {
    return redirect(`${pageOf(visit)}${await action()}`);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return showThread(visit, { refusal: problem, draft });
  }
}

async function comment(visit: Visit, body: string): Promise<string> {
  const { id } = Identified.parse(await visit.api.send('POST', `${issueOf(visit)}/comments`, { body }));
  return `#issuecomment-${id}`;
}

/** `POST …/comments`. */
export function addComment(visit: Visit): Promise<Reply> {
  const body = field(visit, 'body');
  return orRefused(visit, () => comment(visit, body), body);
}

/** `POST …/state`: what stands in the comment box is said first, as on GitHub. */
export function changeState(visit: Visit): Promise<Reply> {
  const body = field(visit, 'body');
  const act = async () => {
    const place = body.trim() === '' ? '' : await comment(visit, body);
    const wanted = field(visit, 'state');
    const state = wanted === 'open' ? { state: 'open' } : { state: 'closed', state_reason: wanted };
    await visit.api.send('PATCH', issueOf(visit), state);
    return place;
  };
  return orRefused(visit, act, body);
}

/** `POST …/title`. */
export function changeTitle(visit: Visit): Promise<Reply> {
  return change(visit, 'PATCH', '', { title: field(visit, 'title').trim() });
}

/** `POST …/body`: the description. */
export function changeBody(visit: Visit): Promise<Reply> {
  return change(visit, 'PATCH', '', { body: field(visit, 'body') });
}

/** `POST …/comments/{comment}`. */
export function changeComment(visit: Visit): Promise<Reply> {
  return orRefused(visit, async () => {
    const id = param(visit, 'comment');
    await visit.api.send('PATCH', `/repos/${repositoryName(visit)}/issues/comments/${id}`, {
      body: field(visit, 'body'),
    });
    return `#issuecomment-${id}`;
  });
}

/** `POST …/labels`: a label that does not exist is made, as the API does. */
export function addLabel(visit: Visit): Promise<Reply> {
  return change(visit, 'POST', '/labels', { labels: [field(visit, 'name').trim()] });
}

/** `POST …/labels/remove`. */
export function removeLabel(visit: Visit): Promise<Reply> {
  return change(visit, 'DELETE', `/labels/${encodeURIComponent(field(visit, 'name'))}`);
}

/** `POST …/assignees`: oneself, on or off. */
export function assignSelf(visit: Visit): Promise<Reply> {
  const method = field(visit, 'assigned') === 'yes' ? 'POST' : 'DELETE';
  return change(visit, method, '/assignees', { assignees: [visit.viewer.user.login] });
}

/** `POST …/lock`. */
export function changeLock(visit: Visit): Promise<Reply> {
  return change(visit, field(visit, 'locked') === 'yes' ? 'PUT' : 'DELETE', '/lock');
}

function change(
  visit: Visit,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  below: string,
  body?: object,
): Promise<Reply> {
  return orRefused(visit, async () => {
    await visit.api.send(method, `${issueOf(visit)}${below}`, body);
    return '';
  });
}
