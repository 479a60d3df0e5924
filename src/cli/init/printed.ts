/** What `firebreak init` prints: each file with its difference, and what is left for people to do. */
import { createTwoFilesPatch } from 'diff';
import { actionWorkflowPath, actionWorkflows } from '../../core/installation/action-workflows.ts';
import type { ComparedFile } from '../../core/installation/compare-files.ts';
import { FORM_FILE, POLICY_FILE } from '../../core/installation/paths.ts';
import type { Paint } from '../paint.ts';
import type { Mode } from './choice.ts';
import type { Plan } from './plan.ts';

/** A unified difference from what is there to what Firebreak would write; empty where they are the same. */
export function differenceOf({ path, text, there, state }: ComparedFile): string {
  if (state === 'same') return '';
  const from = there === null ? '/dev/null' : `a/${path}`;
  const patch = createTwoFilesPatch(from, `b/${path}`, there ?? '', text, undefined, undefined, { context: 3 });
  return patch.slice(patch.indexOf('--- ')).trimEnd();
}

/** All files, each under a line that says what becomes of it. */
export function filesInWords(files: readonly ComparedFile[], mode: Mode, paint: Paint): readonly string[] {
  return files.flatMap((file) => {
    const head = `${file.path}: ${whatBecomes(file, mode)}`;
    if (file.state === 'same' || (file.state === 'new' && mode !== 'show')) return [head];
    return [paint.strong(head), paint.patch(differenceOf(file)), ''];
  });
}

function whatBecomes({ path, state }: ComparedFile, mode: Mode): string {
  switch (state) {
    case 'same':
      return 'is there, and as it should be.';
    case 'kept':
      return `is there and stays as it is. ${whatToDo(path)} The difference to what Firebreak would write:`;
    case 'new':
      if (mode === 'write') return 'is written.';
      return mode === 'pull-request' ? 'is in the pull request.' : 'is not there. It would be:';
  }
}

function whatToDo(path: string): string {
  if (path === POLICY_FILE) return 'It is in force; take over by hand what you want of it.';
  if (path === FORM_FILE) return 'Take over what you want, at least the severities of the policy.';
  return 'It must take the inputs, and have `key` in its `run-name`; `firebreak doctor` tells.';
}

const WITH_APP = 'Install the app on the repository: `npm start` without credentials opens its set-up page.';
const WITHOUT_APP = [
  'Set the secret FIREBREAK_KEY to something long that nobody can guess (`openssl rand -base64 32 | gh secret set FIREBREAK_KEY`): it signs the status card.',
  'Let workflows open the pull request of a postmortem: Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests".',
  'Name people one by one under `people`: the token of a run mentions no team. The clock is as late as GitHub starts the schedule.',
];

/** What is left, in the order in which it is done. */
export function nextSteps({ policy, files, unmapped }: Plan, mode: Mode): readonly string[] {
  const isActions = files.some(({ path }) => path === actionWorkflowPath(actionWorkflows[0]));
  const calls = [...new Set(files.flatMap(({ text }) => text.match(/\.github\/deploy\/[a-z]+/g) ?? []))];
  return [
    ...(mode === 'show'
      ? ['Add --write to write the new files, or --pull-request --repository owner/name to have them reviewed.']
      : []),
    ...(mode === 'pull-request' ? ['Merge the pull request.'] : []),
    ...(mode === 'write' ? ['Commit the files to the default branch.'] : []),
    ...(mode === 'pull-request'
      ? []
      : [`Make the label \`${policy.labels.incident}\`: GitHub leaves out of a form what is not there.`]),
    ...(unmapped.length > 0 ? [`Say who is ${unmapped.join(', ')}: \`people\` in ${POLICY_FILE}.`] : []),
    ...(calls.length > 0 ? [`Write the scripts that the workflows call: ${calls.join(', ')}.`] : []),
    ...(isActions ? WITHOUT_APP : [WITH_APP]),
    ...(isActions
      ? [
          'Require the jobs `firebreak / hotfix`, `firebreak / policy` and `firebreak / postmortem`, from GitHub Actions, on the default branch. `workflows` in firebreak-hotfix-again.yml has the names of your own tests (`--tests`).',
        ]
      : []),
    ...(policy.hotfix.autoMerge && !isActions
      ? ['Require the check `firebreak / hotfix`, from the app, on the default branch.']
      : []),
    'Run `firebreak doctor --repository owner/name`: it tells what is missing.',
  ];
}
