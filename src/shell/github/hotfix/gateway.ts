// `HotfixGateway` over Octokit: four requests, side by side, each bound to the commit that is judged; of a fork one more for each who approved.
import { ownersAmong } from '../../../core/hotfix/code-owners.ts';
import type { HotfixFacts, Lack, Listed, RequiredCheck } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import { type GraphqlAnswer, statusOf } from '../graphql-answer.ts';
import { GitHubRefused } from '../port.ts';
import { HotfixAnswer } from './answer-shape.ts';
import { changedFiles } from './files.ts';
import { together } from './listed.ts';
import { deleteBranch, mergePull } from './merge.ts';
import type { HotfixAsked, HotfixGateway } from './port.ts';
import { hotfixQuery } from './query.ts';
import { checksOf, pullOf, reviewsOf, writersOf } from './read-answer.ts';
import { requiredChecks } from './required.ts';
import { withStandings } from './standings.ts';

/** `appId`: who we are, asked of GitHub once. */
export function createHotfixGateway(client: Client, appId: () => Promise<number>): HotfixGateway {
  return {
    facts: async (asked) => {
      const [self, answer, files, required] = await Promise.all([
        appId(),
        ask(client, asked),
        changedFiles(client, asked),
        requiredChecks(client, asked.place, asked.base),
      ]);
      const facts = answer === null ? null : factsOf(asked, self, answer, { files, required });
      if (facts === null || facts.pull.from === 'here') return facts;
      return { ...facts, reviews: await withStandings(client, asked.place, facts.reviews, asked.head) };
    },
    merge: (place, asked) => mergePull(client, place, asked),
    deleteBranch: (place, branch) => deleteBranch(client, place, branch),
  };
}

/** The answer, and why what is null in it was not given; null: everything was. */
type Answered = { readonly repository: NonNullable<HotfixAnswer['repository']>; readonly hidden: Lack | null };

async function ask(client: Client, asked: HotfixAsked): Promise<Answered | null> {
  const { text, variables } = hotfixQuery(asked);
  const { data, errors } = await client.query('HotfixFacts', text, variables);
  const repository = HotfixAnswer.parse(data ?? {}).repository ?? null;
  if (repository?.pullRequest == null) return missing(errors);
  return { repository, hidden: errors.length === 0 ? null : 'refused' };
}

/** What may pass was asked for again, and ended in `GitHubUnavailable`. */
function missing(errors: GraphqlAnswer['errors']): null {
  const [error] = errors.filter(({ type }) => type !== 'NOT_FOUND');
  if (error === undefined) return null;
  throw new GitHubRefused(error.message, statusOf(error));
}

type Lists = Pick<HotfixFacts, 'files' | 'required'>;

function factsOf(asked: HotfixAsked, self: number, { repository, hidden }: Answered, lists: Lists): HotfixFacts | null {
  const { pullRequest, defaultBranchRef, object } = repository;
  if (pullRequest == null) return null;
  const pull = pullOf(pullRequest);
  const { checks, required } = checksOf(object, asked.head, hidden);
  // It goes elsewhere meanwhile: what was read is of the branch before.
  const moved: Lack | null = pull.base === asked.base ? null : 'unanswered';
  const files = together(lists.files, { items: [], lacks: moved });
  return {
    head: asked.head,
    self,
    defaultBranch: defaultBranchRef?.name ?? null,
    pull: { ...pull, changedLines: sizeOf(files), owners: ownersOf(repository, files) },
    files,
    writers: writersOf(pullRequest, asked.head, hidden ?? 'unanswered'),
    required: together(withThose(lists.required, required), { items: [], lacks: moved }),
    checks,
    reviews: reviewsOf(pullRequest, hidden ?? 'unanswered'),
  };
}

/** What GitHub takes for required and no rule names that could be read: the stricter wins (F-43). */
function withThose(listed: Listed<RequiredCheck>, seen: readonly RequiredCheck[]): Listed<RequiredCheck> {
  const named = new Set(listed.items.map(({ name }) => name));
  return { ...listed, items: [...listed.items, ...seen.filter(({ name }) => !named.has(name))] };
}

/** Of the files that are known: whoever owns more of them is only not asked. A file that is cut short says nothing. */
function ownersOf({ owners0, owners1, owners2 }: Answered['repository'], { items }: HotfixFacts['files']) {
  const file = owners0 ?? owners1 ?? owners2;
  if (file?.text == null || file.isTruncated === true) return [];
  return ownersAmong(
    file.text,
    items.map(({ path }) => path),
  );
}

function sizeOf({ items, lacks }: HotfixFacts['files']): number | null {
  return lacks === null ? items.reduce((sum, { changedLines }) => sum + changedLines, 0) : null;
}
