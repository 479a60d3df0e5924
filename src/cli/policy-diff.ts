/** `firebreak policy diff`: what another policy changes for incidents of each level, and for all. */
import { asMarkdown, NOTHING_CHANGES } from '../core/policy/diff/as-markdown.ts';
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

function asText(changes: readonly PolicyChange[]): string {
  return changes.length === 0 ? NOTHING_CHANGES : changes.map(({ text }) => printable(text)).join('\n');
}
