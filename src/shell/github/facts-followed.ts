// What an incident follows after it is over: the issues under its own, and the files in which temporary fixes stand.
import type { FactRequest, Facts } from '../../core/facts.ts';
import type { FactsAnswer } from './facts-answer.ts';

/** What was asked of the issues under this one, and of files. */
export function followed({ subIssues, files }: FactRequest, read: FactsAnswer): Pick<Facts, 'subIssues' | 'files'> {
  const nodes = read.answer.repository?.issue?.subIssues?.nodes ?? [];
  const states = nodes.flatMap((one) =>
    one === null ? [] : [[one.number, one.state === 'CLOSED' ? 'closed' : 'open'] as const],
  );
  return {
    ...(subIssues === undefined ? {} : { subIssues: Object.fromEntries(states) }),
    ...(files === undefined ? {} : { files: Object.fromEntries(files.map((path, index) => [path, read.file(index)])) }),
  };
}
