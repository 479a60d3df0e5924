// `HotfixGateway` over Octokit: four requests, each bound to the commit that is judged; the three that follow the first go side by side.
import { ownersAmong } from '../../../core/hotfix/code-owners.ts';
import type { HotfixFacts, Lack, Listed, RequiredCheck, SeenReview } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { type GraphqlAnswer, statusOf } from '../graphql-answer.ts';
import { GitHubRefused } from '../port.ts';
import { HotfixAnswer } from './answer-shape.ts';
import { closersOf } from './closers.ts';
import { changedFiles } from './files.ts';
import { deleteBranch, dequeue, mergePull } from './merge.ts';
import type { HotfixAsked, HotfixGateway } from './port.ts';
import { hotfixQuery } from './query.ts';
import { checksOf, headIn, ownIn, pullOf, reviewsOf, writersOf } from './read-answer.ts';
import { requiredChecks } from './required.ts';
import { standings } from './standings.ts';

/** `appId`: who we are, asked of GitHub once. */
export function createHotfixGateway(client: Client, appId: () => Promise<number>): HotfixGateway {
  return {
    facts: async (asked) => {
      const [self, answer] = await Promise.all([appId(), ask(client, asked)]);
      return answer === null ? null : factsOf(client, asked.place, self, answer);
    },
    closers: (place, issues) => closersOf(client, place, issues),
    merge: (place, asked) => mergePull(client, place, asked),
    dequeue: (id) => dequeue(client, id),
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

/** Of the head that it has now, whatever was asked about: the files and the rules are asked for only then, so that a push costs no second look. */
async function factsOf(client: Client, place: Place, self: number, answer: Answered): Promise<HotfixFacts | null> {
  const { repository, hidden } = answer;
  const { pullRequest, defaultBranchRef, object } = repository;
  if (pullRequest == null) return null;
  const lack = hidden ?? 'unanswered';
  const pull = pullOf(pullRequest, repository.nameWithOwner, lack);
  const head = pull.sha;
  const commit = headIn(object, pullRequest);
  const { checks, required } = checksOf(commit, head, hidden);
  const own = ownIn(commit, self);
  const seen = reviewsOf(pullRequest, lack);
  const [files, { rules, reviews }] = await Promise.all([
    changedFiles(client, { place, head, base: pull.base }),
    pull.from === 'here' ? ofOurs(client, place, pull.base, seen) : ofFork(client, place, pull, seen),
  ]);
  return {
    head,
    self,
    defaultBranch: defaultBranchRef?.name ?? null,
    pull: { ...pull, changedLines: sizeOf(files), owners: ownersOf(repository, files) },
    files,
    writers: writersOf(pullRequest, head, lack),
    required: withThose(rules, required),
    checks,
    reviews,
    ...(own === undefined ? {} : { own }),
  };
}

type Ruled = { readonly rules: Listed<RequiredCheck>; readonly reviews: Listed<SeenReview> };

async function ofOurs(client: Client, place: Place, base: string, reviews: Listed<SeenReview>): Promise<Ruled> {
  return { rules: await requiredChecks(client, place, base), reviews };
}

/** As many requests: who maintains the repository is asked with the rules. */
async function ofFork(
  client: Client,
  place: Place,
  { base, sha }: Pick<HotfixFacts['pull'], 'base' | 'sha'>,
  seen: Listed<SeenReview>,
): Promise<Ruled> {
  const asked = standings(client, place, base, seen, sha);
  const rules = await requiredChecks(client, place, base, async () => (await asked).rules);
  return { rules, reviews: (await asked).of(seen) };
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
