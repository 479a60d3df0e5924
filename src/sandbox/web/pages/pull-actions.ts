// What is done on a pull request's page: merging, reviewing, drafts and auto-merge, by requests to the API as the person who looks.
import { Refusal } from '../../state/refusal.ts';
import { Pull } from '../change-shapes.ts';
import { field, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { showPull } from './pull.ts';

async function orRefused(visit: Visit, action: (path: string) => Promise<unknown>): Promise<Reply> {
  try {
    await action(`/repos/${repositoryName(visit)}/pulls/${param(visit, 'number')}`);
    return redirect(`/${repositoryName(visit)}/pull/${param(visit, 'number')}`);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return showPull(visit, { refusal: problem, draft: '' });
  }
}

/** `POST …/merge`: the head that was looked at. */
export function mergePull(visit: Visit): Promise<Reply> {
  const body = { merge_method: field(visit, 'method'), sha: field(visit, 'sha') };
  return orRefused(visit, (path) => visit.api.send('PUT', `${path}/merge`, body));
}

/** `POST …/reviews`. */
export function reviewPull(visit: Visit): Promise<Reply> {
  const body = { event: field(visit, 'event'), body: field(visit, 'body') };
  return orRefused(visit, (path) => visit.api.send('POST', `${path}/reviews`, body));
}

/** `POST …/reviews/{review}/dismiss`. */
export function dismissReview(visit: Visit): Promise<Reply> {
  const message = `Dismissed on the page by ${visit.viewer.user.login}`;
  return orRefused(visit, (path) =>
    visit.api.send('PUT', `${path}/reviews/${param(visit, 'review')}/dismissals`, { message }),
  );
}

const laterMutations: Readonly<Record<string, { readonly name: string; readonly id: string }>> = {
  ready: { name: 'markPullRequestReadyForReview', id: 'pullRequestId' },
  draft: { name: 'convertPullRequestToDraft', id: 'pullRequestId' },
  auto: { name: 'enablePullRequestAutoMerge', id: 'pullRequestId' },
  never: { name: 'disablePullRequestAutoMerge', id: 'pullRequestId' },
  dequeue: { name: 'dequeuePullRequest', id: 'id' },
};

/** `POST …/later`: what only GraphQL can do: drafts, auto-merge, and leaving the queue. */
export function changeLater(visit: Visit): Promise<Reply> {
  const mutation = laterMutations[field(visit, 'what')];
  return orRefused(visit, async (path) => {
    if (mutation === undefined) throw new Refusal(422, 'There is no such button.');
    const { node_id } = await visit.api.get(path, Pull);
    await visit.api.mutate(mutation.name, { [mutation.id]: node_id });
  });
}
