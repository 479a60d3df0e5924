/** `firebreak init`: makes a repository an installation: policy, form, workflows, labels; as a difference first, and never over what is there. */
import { ourLabels } from '../core/decide/labels.ts';
import { readInstallTexts } from '../shell/templates/install-files.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { type Choice, choiceFrom } from './init/choice.ts';
import { type Plan, planFor } from './init/plan.ts';
import { differenceOf, filesInWords, nextSteps } from './init/printed.ts';
import { openInstallation } from './init/pull-request.ts';
import { folderSource, type Source } from './init/source.ts';
import { paintFor } from './paint.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';
import type { World } from './world.ts';

/** The verb, in a world. */
export function initIn(world: World): Verb {
  return {
    name: 'init',
    usage:
      'init [--preset NAME] [--people ROLE=@HANDLE,…] [--rollback-workflow FILE] [--actions OWNER/NAME@SHA [--tests NAME,…]] [--repository DIR | --pull-request --repository OWNER/NAME [--api URL]] [--diff | --write]',
    summary:
      'Make a repository an installation. Shows what it would write; nothing that is there is ever written over.',
    examples: [
      'init --preset github',
      'init --preset github --people devops=@acme/on-call,manager=@lead --write',
      'init --preset sev --rollback-workflow rollback.yml --repository ../shop --write --json',
      'init --preset github --pull-request --repository acme/shop',
      'init --preset github --actions acme/firebreak@0123456789abcdef0123456789abcdef01234567 --tests Test,Build --write',
    ],
    options: [
      { name: 'preset', value: 'NAME' },
      { name: 'people', value: 'ROLE=@HANDLE' },
      { name: 'rollback-workflow', value: 'FILE' },
      { name: 'actions', value: 'OWNER/NAME@SHA' },
      { name: 'tests', value: 'NAME' },
      { name: 'repository', value: 'DIR' },
      { name: 'api', value: 'URL' },
      { name: 'diff' },
      { name: 'write' },
      { name: 'pull-request' },
    ],
    words: 0,
    run: (args, terminal) => run(args, terminal, world),
  };
}

/** What came of it beside the plan. */
type Done = { readonly plan: Plan; readonly labels: readonly string[]; readonly pullRequest: string | null };

async function run(args: Arguments, terminal: Terminal, world: World): Promise<ExitStatus> {
  const shipped = readShipped();
  const choice = choiceFrom(args, shipped.policies);
  const plan = (source: Source) => planFor(source, { choice, shipped, texts: readInstallTexts(), world });
  const done =
    choice.mode === 'pull-request'
      ? await openInstallation(args, world, terminal, plan)
      : await inFolder(args.values['repository'] ?? '.', choice, world, plan);
  if (done === null) return 1;
  if (args.json) terminal.print(JSON.stringify(asPrinted(done, choice)));
  else for (const line of inWords(done, choice, world)) terminal.print(line);
  return 0;
}

async function inFolder(
  folder: string,
  { mode }: Choice,
  world: World,
  plan: (source: Source) => Promise<Plan>,
): Promise<Done> {
  await expectRoot(folder, world);
  const made = await plan(folderSource(folder, world));
  const added = made.files.filter(({ state }) => state === 'new');
  if (mode === 'write') for (const { path, text } of added) await world.writeBelow(folder, path, text);
  return { plan: made, labels: [], pullRequest: null };
}

/** GitHub looks for policy, form and workflows at the root of a repository alone. */
async function expectRoot(folder: string, world: World): Promise<void> {
  const root = await world.rootAbove(folder);
  if (root === null) return;
  throw new WrongUse(`${folder} is inside the repository ${root}, and GitHub looks at its root alone. Run it there.`);
}

function asPrinted({ plan, labels, pullRequest }: Done, { mode }: Choice) {
  return {
    mode,
    preset: plan.policy.preset,
    files: plan.files.map((file) => ({ path: file.path, state: file.state, diff: differenceOf(file) })),
    labels: { wanted: ourLabels(plan.policy), created: labels },
    pullRequest,
    next: nextSteps(plan, mode),
  };
}

function inWords({ plan, labels, pullRequest }: Done, { mode }: Choice, world: World): readonly string[] {
  const paint = paintFor(world.isTerminal, world.env);
  return [
    ...filesInWords(plan.files, mode, paint),
    ...(labels.length > 0 ? [`Labels made: ${labels.join(', ')}.`] : []),
    ...(mode === 'pull-request' ? [] : [`Labels that the app uses, and makes: ${ourLabels(plan.policy).join(', ')}.`]),
    ...(pullRequest === null ? [] : [`The pull request: ${pullRequest}`]),
    '',
    'What is left to do:',
    ...nextSteps(plan, mode).map((step, index) => `${index + 1}. ${step}`),
  ];
}
