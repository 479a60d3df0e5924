// What is done on a pull request's page: merging and approving, by requests to the API as the person who looks.
import { Refusal } from '../../state/refusal.ts';
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
  return orRefused(visit, (path) => visit.api.send('POST', `${path}/reviews`, { event: field(visit, 'event') }));
}
