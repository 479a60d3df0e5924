// What an incident follows after it is over: the issues under its own, and the files in which temporary fixes stand.
import type { FactRequest, Facts, SubIssue } from '../../core/facts.ts';
import type { FactsAnswer } from './facts-answer.ts';

/** What was asked of the issues under this one, and of files. */
export function followed({ subIssues, files }: FactRequest, read: FactsAnswer): Pick<Facts, 'subIssues' | 'files'> {
  const nodes = read.answer.repository?.issue?.subIssues?.nodes ?? [];
  const states = nodes.flatMap((one) => (one === null ? [] : [[one.number, subIssue(one)] as const]));
  return {
    ...(subIssues === undefined ? {} : { subIssues: Object.fromEntries(states) }),
    ...(files === undefined ? {} : { files: Object.fromEntries(files.map((path, index) => [path, read.file(index)])) }),
  };
}

type Seen = NonNullable<
  NonNullable<NonNullable<NonNullable<FactsAnswer['answer']['repository']>['issue']>['subIssues']>['nodes']
>[number];

function subIssue({ state, title, assignees }: NonNullable<Seen>): SubIssue {
  const owners = (assignees?.nodes ?? []).filter((one) => one !== null);
  return { state: state === 'CLOSED' ? 'closed' : 'open', title, owners };
}
