// What changes for every incident: words, phases, checklist, gates, people, authority and all the rest.
import { inWords } from '../authority.ts';
import type { Plain } from '../compose.ts';
import type { PolicyChange } from '../diff.ts';
import { isPlain } from '../path.ts';
import type { Policy } from '../policy.ts';
import { type DeepChange, deepChanges } from './deep.ts';
import { wordsOfKey } from './words.ts';

/** How a section is called where its key says too little. */
const names: Readonly<Record<string, string>> = {
  aliases: 'the word',
  status_words: 'word for the status',
  gates: 'gate before',
  people: 'people of',
  messages: 'words of the message',
  labels: 'label',
  titles: 'title',
};

/** Sections whose keys are people's own words. */
const ownWords = new Set(['people', 'aliases']);

const rights = ['declare', 'respond', 'override'] as const;

/** Every difference beside the levels; where the policies come from, and over which preset they lie, is none. `written` are the two as written. */
export function wideChanges(before: Policy, after: Policy, written: readonly [Plain, Plain]): readonly PolicyChange[] {
  const [was, is] = written.map(rest);
  return [
    ...deepChanges(was ?? {}, is ?? {}).map(told),
    ...rights.flatMap((right) => grantChange(right, inWords(before.authority[right]), inWords(after.authority[right]))),
  ];
}

function rest({ levels: _levels, preset: _preset, authority, ...others }: Plain): Plain {
  const { rules } = isPlain(authority) ? authority : {};
  return { ...others, authority: { rules } };
}

function grantChange(right: string, before: string, after: string): readonly PolicyChange[] {
  return before === after
    ? []
    : [{ level: null, key: `authority.${right}`, ...sides(`who may ${right}`, before, after) }];
}

function told({ path, before, after }: DeepChange): PolicyChange {
  const [section = '', ...inside] = path;
  const parts = ownWords.has(section) ? inside : inside.map(wordsOfKey);
  const name = [names[section] ?? wordsOfKey(section), ...parts].join(' ');
  return { level: null, key: path.join('.'), ...sides(name, before, after) };
}

function sides(name: string, before: string, after: string): Pick<PolicyChange, 'text' | 'before' | 'after'> {
  return { text: `${name}${change(before, after)}`, before, after };
}

function change(before: string, after: string): string {
  if (before === 'none') return `: new, ${after}`;
  return after === 'none' ? `: removed, was ${before}` : `: ${before} → ${after}`;
}
