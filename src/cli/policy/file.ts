/** A policy file as the verbs about policies read it: judged as the app would, with what it lies over as far as that is at hand. */
import type { PolicyFile } from '../../core/facts.ts';
import type { Policy, PolicyProblem } from '../../core/policy/policy.ts';
import { type Bases, type Presets, policyFrom, problemsIn } from '../../core/policy/policy-from.ts';
import { meantWord } from '../../core/policy/slips.ts';
import { type Terminal, WrongUse } from '../verb.ts';

/** A file and how it is; `missing`: what it lies over and nobody gave, and then `policy` is null. */
export interface Judged {
  readonly file: string;
  readonly text: string;
  readonly problems: readonly PolicyProblem[];
  readonly missing: string | null;
  readonly policy: Policy | null;
}

/** `--base FILE[,FILE]`: what the file lies over, the nearest first. */
export function basesOf(option: string | undefined): readonly string[] {
  return option === undefined ? [] : option.split(',').filter((path) => path !== '');
}

/** Reads and judges one file; throws `WrongUse` when it, or a base, cannot be read. */
export async function judge(
  path: string,
  baseFiles: readonly string[],
  presets: Presets,
  terminal: Terminal,
): Promise<Judged> {
  const text = await terminal.read(path);
  const file: PolicyFile = { source: path, version: 'file', text };
  const bases: Record<string, PolicyFile> = {};
  let tried = problemsIn(presets, file, bases);
  for (const base of baseFiles) {
    if (tried.needs === null) break;
    bases[tried.needs] = { source: base, version: 'file', text: await terminal.read(base) };
    tried = problemsIn(presets, file, bases);
  }
  const { problems, needs: missing } = tried;
  return { file: path, text, problems, missing, policy: soundPolicy(presets, file, bases) };
}

function soundPolicy(presets: Presets, file: PolicyFile, bases: Bases): Policy | null {
  const { policy, problems, needs } = policyFrom(presets, file, null, bases);
  return problems.length === 0 && needs === null ? policy : null;
}

/** `file:line:column: code: message`, one line whatever the file holds. */
export function problemLine({ file, line, column, code, message }: PolicyProblem): string {
  return `${file}:${line}:${column}: ${code}: ${printable(message)}`;
}

/** Control characters of a file would move the cursor. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

/** What to do about a base that is not at hand. */
export function missingBase({ file, missing }: Judged): string {
  return `${file}: it lies over ${missing}, which is not read from here. Give a copy of it with --base FILE.`;
}

/** The name of a preset; throws `WrongUse` with those there are. */
export function presetNamed(name: string, presets: Presets): string {
  if (Object.hasOwn(presets, name)) return name;
  throw new WrongUse(noPreset(name, presets));
}

/** That there is no such preset, and which there are. */
export function noPreset(name: string, presets: Presets): string {
  const names = Object.keys(presets);
  const near = meantWord(name, names);
  return `there is no preset "${name}"; expected one of ${names.join(', ')}.${near === null ? '' : ` Did you mean "${near}"?`}`;
}
