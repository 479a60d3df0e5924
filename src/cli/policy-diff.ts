/** `firebreak policy diff`: what another policy changes for incidents of each level, and for all. */
import { inert } from '../core/markdown/inert.ts';
import { type PolicyChange, policyDiff } from '../core/policy/diff.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Presets } from '../core/policy/policy-from.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { basesOf, noPreset, printable } from './policy/file.ts';
import { filePolicy, presetPolicy } from './policy-show.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';

export const policyDiffVerb: Verb = {
  name: 'policy diff',
  usage: 'policy diff OLD NEW [--format text|markdown] [--base FILE[,FILE]]',
  summary: 'Say what another policy (a file or a preset) changes for incidents, level by level.',
  examples: ['policy diff github .github/firebreak.yml', 'policy diff old.yml new.yml --json'],
  options: [
    { name: 'format', value: 'text|markdown' },
    { name: 'base', value: 'FILE[,FILE]' },
  ],
  words: 2,
  run,
};

async function run({ json, values, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  const [old, next] = words;
  if (old === undefined || next === undefined) throw new WrongUse('policy diff needs OLD and NEW: files or presets.');
  if (old === '-' && next === '-') throw new WrongUse('only one of OLD and NEW can be standard input.');
  const format = values['format'] ?? 'text';
  if (format !== 'text' && format !== 'markdown')
    throw new WrongUse(`there is no format "${format}"; expected text or markdown.`);
  const { policies } = readShipped();
  const bases = basesOf(values['base']);
  const before = await policyNamed(old, bases, policies, terminal);
  const after = await policyNamed(next, bases, policies, terminal);
  if (before === null || after === null) return 1;
  const changes = policyDiff(before, after);
  if (json) terminal.print(JSON.stringify(changes));
  else terminal.print(format === 'markdown' ? asMarkdown(changes) : asText(changes));
  return 0;
}

/** The file of that name, else the preset. */
async function policyNamed(
  name: string,
  bases: readonly string[],
  presets: Presets,
  terminal: Terminal,
): Promise<Policy | null> {
  try {
    return await filePolicy(name, bases, presets, terminal);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    if (Object.hasOwn(presets, name)) return presetPolicy(name, presets);
    throw /^[a-z]+$/.test(name) ? new WrongUse(`there is no file ${name}, and ${noPreset(name, presets)}`) : error;
  }
}

const NOTHING = 'Nothing changes.';

function asText(changes: readonly PolicyChange[]): string {
  return changes.length === 0 ? NOTHING : changes.map(({ text }) => printable(text)).join('\n');
}

/** For the pull request that changes the policy; texts of the policies are inert: nobody is mentioned. */
function asMarkdown(changes: readonly PolicyChange[]): string {
  const levels = [...new Set(changes.map(({ level }) => level))];
  const parts = levels.map((level) => {
    const heading = level === null ? '**Every incident**' : `**${inert(level)}**`;
    return [heading, '', ...changes.filter((change) => change.level === level).map(inList)].join('\n');
  });
  return ['### What changes for incidents', ...(parts.length === 0 ? [NOTHING] : parts)].join('\n\n');
}

function inList({ level, text }: PolicyChange): string {
  const said = level !== null && text.startsWith(`${level}: `) ? text.slice(level.length + 2) : text;
  return `- ${inert(said.replaceAll('`', ''))}`;
}
