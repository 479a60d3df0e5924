// What an incident follows after it is over: the issues under its own, the files in which temporary fixes stand, and its postmortem.
import type { FactRequest, Facts, SubIssue } from '../../core/facts.ts';
import type { FactsAnswer } from './facts-answer.ts';

/** What was asked of the issues under this one, of files, and of the postmortem. */
export function followed(
  { subIssues, files, postmortem, versions }: FactRequest,
  read: FactsAnswer,
): Pick<Facts, 'subIssues' | 'files' | 'postmortem' | 'versions'> {
  const nodes = read.answer.repository?.issue?.subIssues?.nodes ?? [];
  const states = nodes.flatMap((one) => (one === null ? [] : [[one.number, subIssue(one)] as const]));
  return {
    ...(subIssues === undefined ? {} : { subIssues: Object.fromEntries(states) }),
    ...(postmortem === undefined ? {} : postmortemSeen(read)),
    ...(versions === undefined ? {} : { versions: versions.map((_one, index) => read.version(index)) }),
    ...(files === undefined ? {} : { files: Object.fromEntries(files.map((path, index) => [path, read.file(index)])) }),
  };
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

/** Of a fork's branch of the same name nothing is taken. */
function postmortemSeen(read: FactsAnswer): Pick<Facts, 'postmortem'> {
  const own = (read.postmortem()?.nodes ?? []).flatMap((one) => (one === null || one.isCrossRepository ? [] : [one]));
  const newest = own.find(({ state }) => state === 'OPEN') ?? own[0];
  if (newest === undefined) return {};
  const { number, url, state, isDraft: draft } = newest;
  const file = read.document();
  return {
    postmortem: { number, url, state: STATES[state], draft, text: typeof file === 'string' ? null : file.text },
  };
}

type Seen = NonNullable<
  NonNullable<NonNullable<NonNullable<FactsAnswer['answer']['repository']>['issue']>['subIssues']>['nodes']
>[number];

function subIssue({ state, title, assignees }: NonNullable<Seen>): SubIssue {
  const owners = (assignees?.nodes ?? []).filter((one) => one !== null);
  return { state: state === 'CLOSED' ? 'closed' : 'open', title, owners };
}
