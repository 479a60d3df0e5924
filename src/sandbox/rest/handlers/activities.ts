// REST: who moved which branch of a repository.
import { nodeIdOf } from '../../state/node-id.ts';
import { type Answer, type Asked, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { userWithId } from '../shapes/user.ts';

const NO_COMMIT = '0'.repeat(40);

/** `GET /repos/{owner}/{repo}/activity`: pushes, newest first; of one branch where `ref` names it. */
export function list(asked: Asked): Answer {
  const { store, query } = asked;
  const repository = repositoryFor(asked, 'contents');
  const ref = typeof query['ref'] === 'string' ? query['ref'].replace(/^(?!refs\/)/, 'refs/heads/') : null;
  const pushes = store.events.flatMap((event, index) => {
    const isOurs = event.event === 'push' && event.repository?.id === repository.id;
    return isOurs && (ref === null || event.ref === ref) ? [{ ...event, id: index + 1 }] : [];
  });
  return paged(asked, pushes.toReversed(), (push) => ({
    id: push.id,
    node_id: nodeIdOf('activity', push.id),
    before: push.before,
    after: push.after,
    ref: push.ref,
    timestamp: push.at,
    activity_type: typeOf(push),
    actor: userWithId(store, push.sender.id),
  }));
}

function typeOf({ before, after, forced }: { before: string; after: string; forced: boolean }): string {
  if (before === NO_COMMIT) return 'branch_creation';
  if (after === NO_COMMIT) return 'branch_deletion';
  return forced ? 'force_push' : 'push';
}
