// What is said where a pull request changes no postmortem: known without the rules, and without the library that they need.
import type { CheckOutput } from '../../proposal/check-output.ts';

/** The check run `firebreak / postmortem` of such a pull request. */
export const noPostmortem: CheckOutput = {
  conclusion: 'success',
  title: 'No postmortem is changed',
  summary: 'This pull request changes no postmortem.',
  batches: [],
};

/** Of a group in the merge queue: nothing is proposed there. */
export const beforeTheQueue: CheckOutput = {
  conclusion: 'success',
  title: 'Judged before the merge queue',
  summary: 'What a pull request proposes is judged on the pull request, before the merge queue.',
  batches: [],
};

/** `unlisted`: how many files GitHub does not list; what is among them is not known, so it is no success. */
export function notAllListed(unlisted: number): CheckOutput {
  return {
    conclusion: 'neutral',
    title: 'Not all files could be looked at',
    summary: `${unlistedNote(unlisted)} Of those that it lists none is a postmortem. Split the pull request, or look at it by hand.`,
    batches: [],
  };
}

/** What of a pull request is not judged as it should be. `problems`: how many the policy of the branch that it goes to has; `needs`: a base of it that could not be read. */
export function notesOn(unlisted: number, problems: number, needs: string | null): readonly string[] {
  const why = problems > 0 ? 'has problems' : 'lies over one that may not be read';
  return [
    ...(unlisted === 0 ? [] : [unlistedNote(unlisted)]),
    ...(problems === 0 && needs === null
      ? []
      : [`The policy of the branch ${why}: the built-in one was taken with what holds of it.`]),
  ];
}

function unlistedNote(unlisted: number): string {
  return `It changes ${unlisted} files more than GitHub lists: whether postmortems are among those is not known.`;
}

/** What is said where there are more documents than are judged: no success, since those are not known. */
export function tooMany(output: CheckOutput, left: number): CheckOutput {
  const note = `${left} further file${left === 1 ? ' is' : 's are'} not looked at: split the pull request.`;
  const conclusion = output.conclusion === 'success' ? 'neutral' : output.conclusion;
  return { ...output, conclusion, summary: `${note}\n\n${output.summary}` };
}
