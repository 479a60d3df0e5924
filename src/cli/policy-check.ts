/** `firebreak policy check`: every problem of policy files and templates, each with its place and what to do. */
import { onCallHints } from '../core/oncall/hints.ts';
import { swapsBetween } from '../core/oncall/swaps.ts';
import { swapsInWords } from '../core/oncall/swaps-in-words.ts';
import { plannedKeys } from '../core/policy/planned.ts';
import type { Policy } from '../core/policy/policy.ts';
import { readLayer } from '../core/policy/read.ts';
import { rolesNamed } from '../core/policy/rules/roles.ts';
import { unreached } from '../core/policy/unreached.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { basesOf, type Judged, judge, missingBase, printable, problemLine } from './policy/file.ts';
import { isTemplate, type JudgedTemplate, judgeTemplate } from './policy/template.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

export const policyCheck: Verb = {
  name: 'policy check',
  usage: 'policy check FILE… [--against OLD] [--base FILE[,FILE]]',
  summary:
    'Tell every problem of policy files, and what of them is not acted on yet; of templates (.hbs) every problem. With --against, who is on call instead of whom.',
  examples: [
    'policy check .github/firebreak.yml',
    'policy check .github/firebreak.yml --against old.yml',
    'policy check .github/firebreak/templates/*.hbs --json',
  ],
  options: [
    { name: 'against', value: 'OLD' },
    { name: 'base', value: 'FILE[,FILE]' },
  ],
  words: Number.POSITIVE_INFINITY,
  run,
};

async function run({ json, values, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  if (words.length === 0) throw new WrongUse('policy check needs a FILE, such as .github/firebreak.yml.');
  const { policies } = readShipped();
  const bases = basesOf(values['base']);
  const judged: Judged[] = [];
  const ofTeam: JudgedTemplate[] = [];
  for (const path of words)
    if (isTemplate(path)) ofTeam.push(await judgeTemplate(path, terminal));
    else judged.push(await judge(path, bases, policies, terminal));
  const problems = [...judged, ...ofTeam].flatMap((file) => file.problems);
  const swaps = await swapped(judged, values['against'], (path) => judge(path, bases, policies, terminal));
  for (const file of judged) if (json) for (const note of [...missing(file), ...warning(file)]) terminal.complain(note);
  if (json) for (const note of swaps) terminal.complain(note);
  terminal.print(
    json
      ? JSON.stringify(problems)
      : [...judged.flatMap(inWords), ...swaps, ...ofTeam.flatMap(templateInWords)].join('\n'),
  );
  return problems.length === 0 ? 0 : 1;
}

/** Who is on call instead of whom by each file, compared with the one before. A file that is not sound changes nothing: it is not taken. */
async function swapped(
  judged: readonly Judged[],
  against: string | undefined,
  read: (path: string) => Promise<Judged>,
): Promise<readonly string[]> {
  if (against === undefined) return [];
  const { policy: before } = await read(against);
  if (before === null) throw new WrongUse(`${against} is not sound: there is nothing to compare with.`);
  return judged.flatMap(({ file, policy }) =>
    policy === null ? [] : swapsInWords(swapsBetween(before, policy)).map((text) => printable(`${file}: ${text}`)),
  );
}

function inWords(judged: Judged): readonly string[] {
  if (judged.problems.length > 0) return [...judged.problems.map(problemLine), ...missing(judged)];
  const sound = judged.policy === null ? [] : [`${judged.file}: sound, ${policyInWords(judged.policy)}.`];
  return [...sound, ...missing(judged), ...warning(judged), ...planned(judged)];
}

function templateInWords({ file, name, problems }: JudgedTemplate): readonly string[] {
  return problems.length > 0 ? problems.map(problemLine) : [printable(`${file}: sound, in place of ${name}.`)];
}

function missing(judged: Judged): readonly string[] {
  return judged.missing === null ? [] : [missingBase(judged)];
}

/** A policy that reaches nobody is sound all the same, since people may be mapped later; so is a swap that somebody should look at. */
function warning({ file, policy }: Judged): readonly string[] {
  if (policy === null) return [];
  const text = unreached(policy);
  const texts = [...(text === null ? [] : [text]), ...onCallHints(policy, rolesNamed(policy))];
  return texts.map((warning) => printable(`${file}: warning: ${warning}`));
}

/** `levels P0, P1 over the preset github`. */
function policyInWords({ levels, preset }: Policy): string {
  const names = levels.map(({ name }) => name).join(', ');
  return `levels ${names}${preset === 'none' ? ', over no preset' : ` over the preset ${preset}`}`;
}

function planned({ file, text }: Judged): readonly string[] {
  const keys = plannedKeys(readLayer(text, 'later').valid ?? {});
  if (keys.length === 0) return [];
  return [`${file}: not acted on yet: ${keys.map(({ path, capability }) => `${path} (${capability})`).join(', ')}.`];
}
