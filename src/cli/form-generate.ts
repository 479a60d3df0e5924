/** `firebreak form generate`: the declaration form of a policy, for `.github/ISSUE_TEMPLATE/incident.yml`. */
import { checkFormFiles } from '../core/form/check-form-files.ts';
import { formFileFor } from '../core/form/form-file-for.ts';
import { DEFAULT_PRESET } from '../core/policy/presets.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { printable } from './policy/file.ts';
import { policyNamed } from './simulate/policy-named.ts';
import type { Arguments, ExitStatus, Terminal, Verb } from './verb.ts';

export const formGenerate: Verb = {
  name: 'form generate',
  usage: 'form generate [--preset NAME | --policy FILE] [--base FILE[,FILE]] [--out FILE]',
  summary: 'Write the declaration form that a policy asks for.',
  examples: [
    'form generate --preset sev',
    'form generate --policy .github/firebreak.yml --out .github/ISSUE_TEMPLATE/incident.yml',
  ],
  options: [
    { name: 'preset', value: 'NAME' },
    { name: 'policy', value: 'FILE' },
    { name: 'base', value: 'FILE[,FILE]' },
    { name: 'out', value: 'FILE' },
  ],
  words: 0,
  run,
};

async function run({ json, values }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const shipped = readShipped();
  const policy = await policyNamed(values, shipped.policies, terminal);
  if (policy === null) return 1;
  const text = formFileFor(shipped.form, policy, madeBy(values));
  const problems = faultsOf(text);
  for (const problem of problems) terminal.complain(`GitHub would reject this form: ${printable(problem)}`);
  const out = values['out'];
  if (out !== undefined) await terminal.write(out, text);
  if (json) terminal.print(JSON.stringify({ out: out ?? null, text, problems }));
  else terminal.print(out === undefined ? text.trimEnd() : `${out} is written.`);
  return problems.length === 0 ? 0 : 1;
}

/** Words of the policy that GitHub takes in no form, such as a question for a password. */
function faultsOf(text: string): readonly string[] {
  return checkFormFiles([{ path: 'incident.yml', text }])
    .filter(({ level }) => level === 'error')
    .map(({ line, column, code, message }) => `${line}:${column}: ${code}: ${message}`);
}

/** The command that makes it again, as the first line of the file says. */
function madeBy({ preset, policy }: Readonly<Record<string, string>>): string {
  const how = policy === undefined ? `--preset ${preset ?? DEFAULT_PRESET}` : `--policy ${printable(policy)}`;
  return `${policy === undefined ? `\`preset: ${preset ?? DEFAULT_PRESET}\`` : 'your policy'}. Made by \`firebreak form generate ${how}\`.`;
}
