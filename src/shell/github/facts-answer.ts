// Reads the answer to the facts query, and which of its errors are answers too.
import * as z from 'zod';
import type { FileSeen } from '../../core/facts.ts';
import { Account, CommentAnswer, page } from './fields.ts';
import { type GraphqlAnswer, type GraphqlError, statusOf } from './graphql-answer.ts';
import { GitHubRefused } from './port.ts';

const Policy = z.object({
  policy: z
    .object({ oid: z.string(), text: z.string().nullish(), isTruncated: z.boolean().nullish() })
    .partial()
    .nullish(),
});

const Edit = z.object({ editedAt: z.string(), editor: Account });

/** A commit or a project may close it too: that is a person's doing. */
const Closer = z.object({ number: z.number().int().optional() }).nullish();

const SubIssue = z.object({
  number: z.number(),
  state: z.string(),
  title: z.string(),
  assignees: z.object({ nodes: z.array(Account) }).nullish(),
});

const Issue = z.object({
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  stateReason: z.string().nullish(),
  locked: z.boolean(),
  createdAt: z.string(),
  url: z.string(),
  repository: z.object({ databaseId: z.number() }),
  author: Account,
  userContentEdits: z.object({ totalCount: z.number(), nodes: z.array(Edit.nullable()).nullish() }).nullish(),
  labels: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }).nullish(),
  assignees: z.object({ nodes: z.array(Account) }).nullish(),
  thread: page(CommentAnswer).nullish(),
  recent: page(CommentAnswer).nullish(),
  closings: z.object({ nodes: z.array(z.object({ closer: Closer }).nullable()).nullish() }).nullish(),
  subIssues: z.object({ nodes: z.array(SubIssue.nullable()).nullish() }).nullish(),
});

/** A folder has none of the fields. */
const File = z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).partial().nullish();

const Edge = z.object({
  permission: z.string(),
  permissionSources: z.array(z.object({ permission: z.string(), roleName: z.string().nullish() })).nullish(),
  node: z.object({ login: z.string() }).nullish(),
});

const Label = z.object({ id: z.string(), name: z.string() }).nullish();

const Other = z
  .object({
    id: z.string(),
    state: z.string(),
    url: z.string(),
    labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullish(),
  })
  .nullish();

const MadeIssue = z.object({
  number: z.number(),
  createdAt: z.string(),
  author: Account,
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullish(),
});

const CountedIssue = MadeIssue.extend({ updatedAt: z.string() });

const NewIssue = MadeIssue.extend({ title: z.string() });

const Counted = z.object({ nodes: z.array(CountedIssue.nullable()).nullish() }).nullish();

const Collaborators = z.object({ edges: z.array(Edge.nullable()).nullish() }).nullish();

const Entry = z.object({
  name: z.string(),
  /** A folder has none of the fields, a submodule is none of ours. */
  object: z
    .object({ oid: z.string(), text: z.string().nullish(), isTruncated: z.boolean().nullish() })
    .partial()
    .nullish(),
});

const Pulls = z
  .object({
    nodes: z.array(
      z
        .object({
          number: z.number().int(),
          url: z.string(),
          state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
          isDraft: z.boolean(),
          isCrossRepository: z.boolean(),
        })
        .nullable(),
    ),
  })
  .nullish();

const Repository = Policy.extend({
  id: z.string(),
  isPrivate: z.boolean(),
  visibility: z.string().nullish(),
  isArchived: z.boolean(),
  issue: Issue.nullish(),
  collaborators: Collaborators,
  counted: Counted,
  newest: z.object({ nodes: z.array(NewIssue.nullable()).nullish() }).nullish(),
  /** A file of that name has none of the fields. */
  templates: z
    .object({ entries: z.array(Entry).nullish() })
    .partial()
    .nullish(),
}).catchall(z.unknown());

/** A node of another kind answers with none of the fields: no comment. */
const CommentNode = z.preprocess((node) => (isEmpty(node) ? null : node), CommentAnswer.nullish());

function isEmpty(node: unknown): boolean {
  return typeof node === 'object' && node !== null && Object.keys(node).length === 0;
}

const Answer = z
  .object({
    repository: Repository.nullish(),
    organisation: Policy.extend({ isPrivate: z.boolean().nullish() }).nullish(),
    comment: CommentNode,
    card: CommentNode,
  })
  .catchall(z.unknown());

export type FactsAnswer = {
  readonly answer: z.infer<typeof Answer>;
  readonly label: (index: number) => string | null;
  readonly other: (index: number) => z.infer<typeof Other>;
  /** The issues that are counted too. */
  readonly counted: (index: number) => z.infer<typeof Counted>;
  /** What is said of those whose standing was asked for. */
  readonly standing: (index: number) => z.infer<typeof Collaborators>;
  /** Whether GitHub says that one of the readers may not read it. */
  readonly cannotRead: (index: number) => boolean;
  /** A file that was asked for. */
  readonly file: (index: number) => FileSeen;
  /** A file at a certain commit that was asked for. */
  readonly version: (index: number) => FileSeen;
  /** The newest pull requests of the postmortem's branch; undefined: not told. */
  readonly postmortem: () => z.infer<typeof Pulls>;
  readonly document: () => FileSeen;
  readonly person: (index: number) => z.infer<typeof Account>;
  /** Fields that GitHub does not know, or not yet. */
  readonly missing: ReadonlySet<'repository' | 'issue' | 'comment' | 'card'>;
  /** Whose policy GitHub did not give; it may have one. */
  readonly policyRefused: ReadonlySet<'repository' | 'organisation'>;
};
export type CollaboratorEdge = z.infer<typeof Edge>;
export type IssueAnswer = z.infer<typeof Issue>;

/** Throws `GitHubRefused` when something essential may not be read. What merely is not there, or has a way round, is tolerated. */
export function readFactsAnswer({ data, errors }: GraphqlAnswer): FactsAnswer {
  for (const error of errors)
    if (!isTolerable(error)) throw new GitHubRefused(`Reading facts: ${error.message}`, statusOf(error));
  const answer = Answer.parse(data ?? {});
  const { repository } = answer;
  return {
    answer,
    label: (index) => Label.parse(repository?.[`l${index}`])?.id ?? null,
    other: (index) => Other.parse(repository?.[`o${index}`]),
    counted: (index) => Counted.parse(repository?.[`c${index}`]),
    standing: (index) => Collaborators.parse(repository?.[`s${index}`]),
    cannotRead: (index) => Collaborators.parse(repository?.[`r${index}`])?.edges?.length === 0,
    file: (index) => fileSeen(repository?.[`f${index}`], `f${index}`, errors),
    version: (index) => fileSeen(repository?.[`v${index}`], `v${index}`, errors),
    postmortem: () => Pulls.parse(repository?.['postmortem']),
    document: () => fileSeen(repository?.['document'], 'document', errors),
    person: (index) => Account.parse(answer[`p${index}`]),
    missing: missingIn(errors),
    policyRefused: policyRefusedIn(errors),
  };
}

/** Where GitHub reports an error about it, it is not known whether there is one. */
function fileSeen(answer: unknown, name: string, errors: readonly GraphqlError[]): FileSeen {
  const file = File.parse(answer);
  if (file == null) return errors.some(({ path }) => path[1] === name) ? 'unread' : 'gone';
  return typeof file.text === 'string' && file.isTruncated !== true ? { text: file.text } : 'unread';
}

const essential = ['repository', 'comment', 'card'];

/** Everything but the four essentials may fail: who somebody is, a label, a team's templates, the organisation's policy, the collaborators (asked for by REST then). */
function isTolerable({ type, path }: GraphqlError): boolean {
  const [first, second] = path;
  if (type === 'NOT_FOUND' && path.length > 0) return true;
  if (first === 'organisation' || second === 'policy' || second === 'templates') return true;
  if (/^([fv]\d+|postmortem|document)$/.test(String(second))) return true;
  if (second === 'collaborators' || /^[rs]\d+$/.test(String(second))) return type === 'FORBIDDEN';
  return typeof first === 'string' && !essential.includes(first) && type === 'FORBIDDEN';
}

function policyRefusedIn(errors: readonly GraphqlError[]): FactsAnswer['policyRefused'] {
  const refused = errors.filter(({ type }) => type !== 'NOT_FOUND').map(({ path }) => path);
  return new Set([
    ...(refused.some(([first, second]) => first === 'repository' && second === 'policy')
      ? ['repository' as const]
      : []),
    ...(refused.some(([first]) => first === 'organisation') ? ['organisation' as const] : []),
  ]);
}

function missingIn(errors: readonly GraphqlError[]): FactsAnswer['missing'] {
  const missing = new Set<'repository' | 'issue' | 'comment' | 'card'>();
  for (const { type, path } of errors) {
    if (type !== 'NOT_FOUND') continue;
    if (path[0] === 'comment' || path[0] === 'card') missing.add(path[0]);
    if (path[0] === 'repository' && path.length === 1) missing.add('repository');
    if (path[0] === 'repository' && path[1] === 'issue') missing.add('issue');
  }
  return missing;
}
