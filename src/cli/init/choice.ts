/** What was asked of `firebreak init`: a preset, people, names of workflows, and what becomes of it all. */
import type { ActionSource } from '../../core/installation/action-workflows.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { DEFAULT_PRESET, type Presets } from '../../core/policy/presets.ts';
import { noPreset, presetNamed } from '../policy/file.ts';
import { WrongUse } from '../verb.ts';
import type { World } from '../world.ts';

/** `show`: only the difference is printed. `write`: new files are written. `pull-request`: one is opened with them. */
export type Mode = 'show' | 'write' | 'pull-request';

/** What of it was typed. `preset` null: nothing was said, and a policy that is there decides. */
export interface Choice {
  readonly mode: Mode;
  readonly preset: string | null;
  readonly people: Policy['people'];
  readonly rollbackWorkflow: string | null;
  /** Where the Actions are taken from that stand in for the server; null: the app does it all. */
  readonly actions: ActionSource | null;
  /** The workflows of the repository's own whose jobs the rules of the branch require. */
  readonly tests: readonly string[];
}

type Typed = { readonly values: Readonly<Record<string, string>>; readonly switches: readonly string[] };

/** Throws `WrongUse` for what cannot be meant. */
export function choiceFrom({ values, switches }: Typed, presets: Presets): Choice {
  return {
    mode: modeOf(switches),
    preset: values['preset'] === undefined ? null : presetNamed(values['preset'], presets),
    people: peopleIn(values['people']),
    rollbackWorkflow: workflowIn(values['rollback-workflow']),
    actions: actionsIn(values['actions']),
    tests: testsIn(values['tests'], values['actions']),
  };
}

function modeOf(switches: readonly string[]): Mode {
  const chosen = ['write', 'diff', 'pull-request'].filter((name) => switches.includes(name));
  if (chosen.length > 1)
    throw new WrongUse(`only one of ${chosen.map((name) => `--${name}`).join(' and ')} is possible.`);
  if (chosen[0] === 'write') return 'write';
  return chosen[0] === 'pull-request' ? 'pull-request' : 'show';
}

/** `devops=@acme/on-call+@responder,manager=@lead`. */
function peopleIn(text: string | undefined): Policy['people'] {
  if (text === undefined) return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [role = '', handles = ''] = part.split('=');
      if (!/^[\w-]+$/.test(role.trim()) || handles.trim() === '')
        throw new WrongUse(
          `--people has "${part}"; expected ROLE=@HANDLE, such as devops=@acme/on-call,manager=@lead+@deputy.`,
        );
      return [role.trim(), handles.split('+').map((handle) => handle.trim())];
    }),
  );
}

function workflowIn(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (/^[\w.-]+\.ya?ml$/.test(name)) return name;
  throw new WrongUse(
    `--rollback-workflow needs the name of a file in .github/workflows, such as rollback-production.yml; it is "${name}".`,
  );
}

/** Only a commit is sure to be what was looked at: whoever may move a tag could change what runs with the repository's token. */
function actionsIn(text: string | undefined): ActionSource | null {
  if (text === undefined) return null;
  const [, repository, commit] = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/.exec(text) ?? [];
  if (repository !== undefined && commit !== undefined) return { repository, commit };
  throw new WrongUse(
    `--actions needs the repository that has Firebreak's Actions, at a commit: owner/name@ and all forty digits; it is "${text}".`,
  );
}

function testsIn(text: string | undefined, actions: string | undefined): readonly string[] {
  if (text === undefined) return [];
  if (actions === undefined)
    throw new WrongUse('--tests is for the workflows of --actions, which look again when a test has ended: give both.');
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new WrongUse(
    `--tests needs the names of workflows, as GitHub shows them, such as "Test,Build"; it is "${text}".`,
  );
}

/** The preset that a new policy begins with: the one that was typed, else the one that somebody at the terminal chooses. */
export async function presetFor({ preset }: Choice, presets: Presets, world: World): Promise<string> {
  if (preset !== null) return preset;
  const names = Object.keys(presets);
  const answer = await world.ask(`Which runbook? One of ${names.join(', ')} [${DEFAULT_PRESET}]: `);
  if (answer === null) throw new WrongUse(`--preset is needed where nobody can be asked: one of ${names.join(', ')}.`);
  if (answer === '') return DEFAULT_PRESET;
  if (!Object.hasOwn(presets, answer)) throw new WrongUse(noPreset(answer, presets));
  return answer;
}
