/** `firebreak policy show`: a policy with everything that it lies over and every default, as the app has it. */
import { stringify } from 'yaml';
import { asWritten } from '../core/policy/as-written.ts';
import type { Policy } from '../core/policy/policy.ts';
import { DEFAULT_PRESET, type Presets, policyFrom } from '../core/policy/policy-from.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { basesOf, judge, missingBase, presetNamed, problemLine } from './policy/file.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

export const policyShow: Verb = {
  name: 'policy show',
  usage: 'policy show [FILE [--base FILE[,FILE]] | --preset NAME]',
  summary: 'Print a policy whole, with every default; the built-in one when none is named.',
  examples: ['policy show --preset commander', 'policy show .github/firebreak.yml --json'],
  options: [
    { name: 'preset', value: 'NAME' },
    { name: 'base', value: 'FILE[,FILE]' },
  ],
  words: 1,
  run,
};

async function run({ json, values, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const { policies } = readShipped();
  const [path] = words;
  if (path !== undefined && values['preset'] !== undefined)
    throw new WrongUse('only one of FILE and --preset is possible.');
  const policy =
    path === undefined
      ? presetPolicy(presetNamed(values['preset'] ?? DEFAULT_PRESET, policies), policies)
      : await filePolicy(path, basesOf(values['base']), policies, terminal);
  if (policy === null) return 1;
  terminal.print(json ? JSON.stringify(policy) : asYaml(policy));
  return 0;
}

/** The policy of a repository whose file names that preset and nothing else. */
export function presetPolicy(name: string, presets: Presets): Policy {
  const file = { source: `preset ${name}`, version: `preset:${name}`, text: `preset: ${name}` };
  return policyFrom(presets, file, null).policy;
}

/** The policy of a file; null when it has problems or a base is not at hand, which was said. */
export async function filePolicy(
  path: string,
  bases: readonly string[],
  presets: Presets,
  terminal: Terminal,
): Promise<Policy | null> {
  const judged = await judge(path, bases, presets, terminal);
  for (const problem of judged.problems) terminal.complain(problemLine(problem));
  if (judged.missing !== null) terminal.complain(missingBase(judged));
  return judged.policy;
}

/** A file that says the same and lies over nothing. */
function asYaml(policy: Policy): string {
  const { from } = policy.source;
  const over = policy.preset === 'none' ? '' : `, with what it has from the preset ${policy.preset}`;
  const head = from.startsWith('preset ') ? `# The ${from}` : `# The policy ${from}${over}`;
  return `${head}, whole: every default is written out.\n${stringify(asWritten(policy), { lineWidth: 0, aliasDuplicateObjects: false })}`.trimEnd();
}
