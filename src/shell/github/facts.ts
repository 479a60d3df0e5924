// Answers a request for facts: one query, and more only for what that query could not say.
import {
  type ActorFacts,
  COUNTED_WITHIN,
  type CountedIssue,
  type FactRequest,
  type Facts,
  type MadeIssue,
  type NewIssue,
  type OtherIssue,
  unknownStanding,
} from '../../core/facts.ts';
import type { IssueRef, Person } from '../../core/incident/record.ts';
import { compare, minus, timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { evidenceSeen } from './evidence.ts';
import { type FactsAnswer, readFactsAnswer } from './facts-answer.ts';
import { policyFile, templateFiles } from './facts-files.ts';
import { followed } from './facts-followed.ts';
import { factsQuery } from './facts-query.ts';
import { type FactsParts, noThread, threadFacts } from './facts-thread.ts';
import { howGone } from './gone.ts';
import { liveIssue } from './live-issue.ts';
import { liveVersion } from './live-version.ts';
import { askStanding, standingIn } from './permission.ts';
import { GitHubUnavailable } from './port.ts';
import { recentPast } from './recent-past.ts';
import { seenRuns } from './runs.ts';

/** What is not there right after an event may only be late (F-29): asked for this often again, after so many milliseconds. */
const LATE = [500, 1500];

/** Throws `GitHubUnavailable` when GitHub cannot be asked, `GitHubRefused` when it says no. */
export async function readFacts(parts: FactsParts, issue: IssueRef, request: FactRequest): Promise<Facts> {
  for (const wait of [...LATE, null]) {
    const facts = await readOnce(parts, issue, request, wait === null);
    if (facts !== 'late') return facts;
    await parts.client.sleep(wait ?? 0);
  }
  throw new GitHubUnavailable(`GitHub has issue ${issue.number} of ${issue.owner}/${issue.repo} only in part.`);
}

async function readOnce(
  parts: FactsParts,
  issue: IssueRef,
  request: FactRequest,
  last: boolean,
): Promise<Facts | 'late'> {
  const { client } = parts;
  const { text, variables } = factsQuery(issue, request, client.now());
  const [answer, past, runs, evidence, lives] = await Promise.all([
    client.query('Facts', text, variables),
    request.past === undefined
      ? {}
      : recentPast(client, issue, request.past, client.turn.unasked).then((read) => ({ past: read })),
    request.runs === undefined ? {} : seenRuns(parts, issue, request.runs),
    request.evidence === undefined ? undefined : evidenceSeen(client, issue, request.evidence),
    request.live === undefined ? undefined : liveVersion(client, issue, request.live),
  ]);
  const read = readFactsAnswer(answer);
  const found = await whereIs(client, issue, read);
  if (found === 'there' || (found === 'inaccessible' && !last)) return 'late';
  if ((read.missing.has('comment') || read.missing.has('card')) && found === null && !last) return 'late';
  const live = found === null ? (read.answer.repository?.issue ?? null) : null;
  const actor = request.actor === null ? unknownStanding : await standingOf(client, issue, request.actor, read);
  const standings = await standingsOf(client, issue, request, read);
  const base = factsOf({ issue, request, read, now: client.now() });
  const thread = live === null ? noThread : await threadFacts(parts, issue, request, read, live);
  return {
    ...base,
    issue: live === null ? null : liveIssue(live),
    gone: found,
    actor,
    ...standings,
    ...thread,
    ...past,
    ...runs,
    ...(evidence === undefined ? {} : { evidence }),
    ...(lives === undefined ? {} : { live: lives }),
  };
}

/** Null: here. An issue of another repository under the old name is not ours. */
async function whereIs(client: Client, issue: IssueRef, { answer }: FactsAnswer): Promise<Facts['gone'] | 'there'> {
  const found = answer.repository?.issue ?? null;
  if (found === null) return howGone(client, issue);
  return found.repository.databaseId === issue.repositoryId ? null : 'transferred';
}

async function standingOf(
  client: Client,
  issue: IssueRef,
  login: string,
  { answer: { repository } }: FactsAnswer,
  said = repository?.collaborators,
): Promise<ActorFacts> {
  if (repository == null) return unknownStanding;
  const { isPrivate, visibility } = repository;
  const asked = { edges: said?.edges ?? null, private: isPrivate, internal: visibility === 'INTERNAL' };
  const standing = standingIn(asked, login) ?? (await askStanding(client, issue.owner, issue.repo, login));
  return { ...standing, teams: [] };
}

async function standingsOf(
  client: Client,
  issue: IssueRef,
  { standings }: FactRequest,
  read: FactsAnswer,
): Promise<Pick<Facts, 'standings'>> {
  if (standings === undefined) return {};
  const each = standings.map(
    async (login, index): Promise<[string, ActorFacts]> => [
      login,
      await standingOf(client, issue, login, read, read.standing(index) ?? null),
    ],
  );
  return { standings: Object.fromEntries(await Promise.all(each)) };
}

type Question = {
  readonly issue: IssueRef;
  readonly request: FactRequest;
  readonly read: FactsAnswer;
  readonly now: string;
};

function factsOf({
  issue,
  request,
  read,
  now,
}: Question): Omit<Facts, 'issue' | 'gone' | 'actor' | 'standings' | 'card' | 'recentComments'> {
  const { repository, comment } = read.answer;
  return {
    comment: comment?.live ?? null,
    people: Object.fromEntries(
      request.people.map((login, index): [string, Person | null] => [login, read.person(index)]),
    ),
    ...(request.readers === undefined ? {} : { cannotRead: whoCannotRead(request.readers, read) }),
    labelIds: labelIds(request, read),
    ...(request.others === undefined ? {} : { others: otherIssues(issue, request.others, read) }),
    ...followed(request, read),
    counted: counted({ issue, request, read, now }),
    ...(request.newest === true ? { newest: newest({ issue, request, read, now }) } : {}),
    policyFile: policyFile(issue, read),
    templateFiles: templateFiles(read),
    repository: {
      private: repository?.isPrivate ?? true,
      archived: repository?.isArchived ?? false,
      nodeId: repository?.id ?? '',
    },
  };
}

/** Everybody reads a public repository, and whoever belongs to the enterprise an internal one: of those only a page that is read back tells. */
function whoCannotRead(readers: readonly string[], { answer, cannotRead }: FactsAnswer): readonly string[] {
  if (answer.repository?.visibility !== 'PRIVATE') return [];
  return readers.filter((_, index) => cannotRead(index));
}

function otherIssues(
  issue: IssueRef,
  numbers: readonly number[],
  { other }: FactsAnswer,
): Readonly<Record<number, OtherIssue | null>> {
  const found = numbers.map((number, index): [number, OtherIssue | null] => {
    const read = other(index);
    if (read == null) return [number, null];
    const state = read.state === 'CLOSED' ? 'closed' : 'open';
    const labels = (read.labels?.nodes ?? []).map(({ name }) => name);
    return [number, { issue: { ...issue, number, nodeId: read.id }, url: read.url, state, labels }];
  });
  return Object.fromEntries(found);
}

function counted({ issue, request, read, now }: Question): readonly CountedIssue[] {
  const lists = [
    read.answer.repository?.counted,
    ...(request.alsoCount ?? []).map((_label, index) => read.counted(index)),
  ];
  return lists
    .flatMap((list, place) => (list?.nodes ?? []).map((one) => ({ one, beside: place > 0 })))
    .flatMap(({ one, beside }) => {
      if (one === null || one.number === issue.number || isOld(one.updatedAt, now)) return [];
      return [{ ...made(one), updatedAt: timestamp(one.updatedAt), ...(beside ? { isOver: true } : {}) }];
    })
    .filter(({ number }, place, all) => all.findIndex((other) => other.number === number) === place)
    .sort((a, b) => compare(a.createdAt, b.createdAt) || a.number - b.number);
}

function newest({ issue, read, now }: Question): readonly NewIssue[] {
  return (read.answer.repository?.newest?.nodes ?? []).flatMap((one) => {
    if (one === null || one.number === issue.number || isOld(one.createdAt, now)) return [];
    return [{ ...made(one), title: one.title }];
  });
}

type Made = {
  readonly number: number;
  readonly createdAt: string;
  readonly author: Person | null;
  readonly labels?: { readonly nodes: readonly { readonly name: string }[] } | null | undefined;
};

function made({ number, createdAt, author, labels }: Made): MadeIssue & { readonly labels: readonly string[] } {
  const names = labels?.nodes.map(({ name }) => name) ?? [];
  return { number, author: author?.id ?? null, createdAt: timestamp(createdAt), labels: names };
}

function isOld(at: string, now: string): boolean {
  return compare(at, minus(now, COUNTED_WITHIN)) < 0;
}

/** By the names asked for, and those on the issue by theirs. */
function labelIds(request: FactRequest, { answer, label }: FactsAnswer): Readonly<Record<string, string>> {
  const onIssue = (answer.repository?.issue?.labels?.nodes ?? []).map(({ id, name }) => [name, id] as const);
  const asked = request.labels.flatMap((name, index) => {
    const id = label(index);
    return id === null ? [] : [[name, id] as const];
  });
  return Object.fromEntries([...onIssue, ...asked]);
}
