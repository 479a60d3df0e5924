/** The changes that node ids name. */
import { isPullRequest } from '../../state/issue.ts';
import type { readNodeId } from '../../state/node-id.ts';
import { known } from '../../state/store.ts';
import { demandRead, seesIssue, seesRepository } from '../rights.ts';
import { type Context, type Thing, thing } from '../things.ts';

type Named = NonNullable<ReturnType<typeof readNodeId>>;

/** A pull request, review, deployment, release, check suite or check run, as far as the asker sees its repository; null otherwise. */
export function changeNamed({ kind, id }: Named, context: Context): Thing | null {
  const { store } = context;
  switch (kind) {
    case 'pullRequest': {
      const issue = store.issues.get(id);
      if (issue === undefined || !isPullRequest(issue) || !seesIssue(context, issue)) return null;
      demandRead(context, known(store.repositories, issue.repositoryId), 'pull_requests');
      return thing('PullRequest', issue);
    }
    case 'review': {
      const review = store.reviews.get(id);
      if (review === undefined || changeNamed({ kind: 'pullRequest', id: review.issueId }, context) === null)
        return null;
      return thing('PullRequestReview', review);
    }
    case 'deployment': {
      const deployment = store.deployments.get(id);
      if (deployment === undefined || !readable(context, deployment.repositoryId, 'deployments')) return null;
      return thing('Deployment', deployment);
    }
    case 'release': {
      const release = store.releases.get(id);
      if (release === undefined || !readable(context, release.repositoryId, 'contents')) return null;
      return thing('Release', release);
    }
    case 'checkSuite': {
      const suite = store.checkSuites.get(id);
      if (suite === undefined || !readable(context, suite.repositoryId, 'checks')) return null;
      return thing('CheckSuite', suite);
    }
    case 'checkRun': {
      const run = store.checkRuns.get(id);
      if (run === undefined) return null;
      const suite = known(store.checkSuites, run.suiteId);
      return readable(context, suite.repositoryId, 'checks') ? thing('CheckRun', run) : null;
    }
    default:
      return null;
  }
}

/** Unseen repositories hide what is in them; a seen one needs the permission. */
function readable(context: Context, repositoryId: number, permission: string): boolean {
  const repository = known(context.store.repositories, repositoryId);
  if (!seesRepository(context, repository)) return false;
  demandRead(context, repository, permission);
  return true;
}
