// The one GraphQL query that answers a request for facts.
import { COUNTED_WITHIN, type FactRequest, MOST_COUNTED, type VersionWanted } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { TEMPLATES_FOLDER } from '../../core/messages/team-templates.ts';
import { minus, type Timestamp } from '../../core/time.ts';
import { around, type Document, document, type Part, part } from './document.ts';
import { accountField, commentFields } from './fields.ts';
import { POLICY_PATH } from './policy-path.ts';

/** Comments read at once when the card is searched for: it is among the first of nearly every incident. */
export const FIRST_COMMENTS = 50;

/** Edits of a description that are read, newest first: who edited it counts, and more than these are not accounted for. */
export const EDITS_READ = 20;

const blob = `object(expression: "HEAD:${POLICY_PATH}") { ... on Blob { oid text isTruncated } }`;
const policyFields = `policy: ${blob}`;
const templateFields = `templates: object(expression: "HEAD:${TEMPLATES_FOLDER}") { ... on Tree { entries { name object { ... on Blob { oid text isTruncated } } } } }`;

const issueFields = `title body state stateReason(enableDuplicate: true) locked createdAt url
  repository { databaseId }
  ${accountField('author')}
  userContentEdits(first: ${EDITS_READ}) { totalCount nodes { editedAt ${accountField('editor')} } }
  labels(first: 100) { nodes { id name } }
  assignees(first: 20) { nodes { __typename login id databaseId } }`;

const closerFields = `closings: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent {
  closer { __typename ... on PullRequest { number } } } } }`;

/** Aliases are `l0`, `l1` … for labels, `c0` … for those that are counted too, `o0` … for other issues, `s0` … for standings, `r0` … for readers, `f0` … for files, `v0` … for files at certain commits and `p0` … for people, in the order of the request. */
export function factsQuery(issue: IssueRef, request: FactRequest, now: Timestamp): Document {
  const repository = around(
    'repository(owner: $owner, name: $repo) {\n',
    [
      part(`id isPrivate visibility isArchived ${policyFields} ${templateFields}`, {
        owner: { type: 'String!', value: issue.owner },
        repo: { type: 'String!', value: issue.repo },
      }),
      issuePart(issue, request),
      ...actorPart(request),
      ...(request.standings ?? []).map(standingPart),
      ...(request.readers ?? []).map(readerPart),
      ...request.labels.map(labelPart),
      ...(request.others ?? []).map(otherPart),
      ...(request.files ?? []).map(filePart),
      ...postmortemPart(request),
      ...(request.versions ?? []).map(versionPart),
      ...countPart(request, now),
      ...newestPart(request),
    ],
    '\n}',
  );
  return document('query', 'Facts', [
    repository,
    organisationPart(issue),
    ...nodeParts(request),
    ...request.people.map(personPart),
  ]);
}

/** Ten people own one at most. */
const subIssueFields =
  'subIssues(first: 100) { nodes { number state title assignees(first: 10) { nodes { __typename login id databaseId } } } }';

function issuePart(issue: IssueRef, request: FactRequest): Part {
  const wanted = [part(issueFields, { number: { type: 'Int!', value: issue.number } })];
  if (request.card === 'find') {
    const text = `thread: comments(first: ${FIRST_COMMENTS}) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } }`;
    wanted.push(part(text));
  }
  if (request.recentComments > 0) {
    const last = { type: 'Int!', value: Math.min(request.recentComments, 100) };
    wanted.push(
      part(`recent: comments(last: $last) { nodes { ${commentFields} } pageInfo { hasNextPage } }`, { last }),
    );
  }
  if (request.closer === true) wanted.push(part(closerFields));
  if (request.subIssues === true) wanted.push(part(subIssueFields));
  return around('issue(number: $number) {\n', wanted, '\n}');
}

function actorPart({ actor }: FactRequest): readonly Part[] {
  if (actor === null || isBot(actor)) return [];
  return [part(standingField('actor'), { actor: { type: 'String!', value: actor } })];
}

function standingPart(login: string, index: number): Part {
  const name = `s${index}`;
  return part(`${name}: ${standingField(name)}`, { [name]: { type: 'String!', value: login } });
}

function standingField(variable: string): string {
  return `collaborators(login: $${variable}, first: 1) { edges { permission permissionSources { permission roleName } node { login } } }`;
}

/** Whether somebody is among those who may read it. */
function readerPart(login: string, index: number): Part {
  const text = `r${index}: collaborators(login: $r${index}, first: 1) { edges { permission } }`;
  return part(text, { [`r${index}`]: { type: 'String!', value: login } });
}

/** Bots are no collaborators; no person's login can contain brackets. */
export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

function labelPart(name: string, index: number): Part {
  return part(`l${index}: label(name: $l${index}) { id name }`, { [`l${index}`]: { type: 'String!', value: name } });
}

function otherPart(number: number, index: number): Part {
  const text = `o${index}: issue(number: $o${index}) { id state url labels(first: 100) { nodes { name } } }`;
  return part(text, { [`o${index}`]: { type: 'Int!', value: number } });
}

function filePart(path: string, index: number): Part {
  const text = `f${index}: object(expression: $f${index}) { ... on Blob { text isTruncated } }`;
  return part(text, { [`f${index}`]: { type: 'String', value: `HEAD:${path}` } });
}

function versionPart({ at, path }: VersionWanted, index: number): Part {
  const text = `v${index}: object(expression: $v${index}) { ... on Blob { text isTruncated } }`;
  return part(text, { [`v${index}`]: { type: 'String', value: `${at}:${path}` } });
}

/** The newest pull requests of its branch, and its file there. Those of forks whose branch has the same name are listed among them: so many are asked for that they hide nothing. */
function postmortemPart({ postmortem }: FactRequest): readonly Part[] {
  if (postmortem === undefined) return [];
  const { branch, path } = postmortem;
  const order = 'orderBy: { field: CREATED_AT, direction: DESC }';
  const text = `postmortem: pullRequests(first: 100, headRefName: $postmortem, ${order}) { nodes { number url state isDraft isCrossRepository } }
    document: object(expression: $document) { ... on Blob { text isTruncated } }`;
  return [
    part(text, {
      postmortem: { type: 'String', value: branch },
      document: { type: 'String', value: `refs/heads/${branch}:${path}` },
    }),
  ];
}

/** `since` filters by change. A list for each label: that any of several is enough is not documented. */
function countPart({ countLabel, alsoCount = [] }: FactRequest, now: Timestamp): readonly Part[] {
  if (countLabel === null) return [];
  const since = { type: 'DateTime', value: minus(now, COUNTED_WITHIN) };
  const list = (name: string, label: string): Part => {
    const text = `${name}: issues(first: ${MOST_COUNTED}, orderBy: { field: CREATED_AT, direction: DESC },
    filterBy: { labels: $${name}, since: $since }) { nodes { number createdAt updatedAt ${accountField('author')} labels(first: 20) { nodes { name } } } }`;
    return part(text, { [name]: { type: '[String!]', value: [label] }, since });
  };
  return [list('counted', countLabel), ...alsoCount.map((label, index) => list(`c${index}`, label))];
}

function newestPart({ newest }: FactRequest): readonly Part[] {
  if (newest !== true) return [];
  const fields = `number title createdAt ${accountField('author')} labels(first: 20) { nodes { name } }`;
  const order = 'orderBy: { field: CREATED_AT, direction: DESC }';
  return [part(`newest: issues(first: ${MOST_COUNTED}, ${order}) { nodes { ${fields} } }`)];
}

function organisationPart({ owner }: IssueRef): Part {
  const variables = { owner: { type: 'String!', value: owner } };
  return part(`organisation: repository(owner: $owner, name: ".github") { isPrivate ${policyFields} }`, variables);
}

function nodeParts({ comment, card }: FactRequest): readonly Part[] {
  const node = (name: string, id: string) =>
    part(`${name}: node(id: $${name}) { ... on IssueComment { ${commentFields} } }`, {
      [name]: { type: 'ID!', value: id },
    });
  return [
    ...(comment === null ? [] : [node('comment', comment)]),
    ...(card === null || card === 'find' ? [] : [node('card', card)]),
  ];
}

function personPart(login: string, index: number): Part {
  return part(`p${index}: user(login: $p${index}) { __typename id databaseId login }`, {
    [`p${index}`]: { type: 'String!', value: login },
  });
}
