// What changes for every incident: words, phases, checklist, gates, people, authority and all the rest.
import { inWords } from '../authority.ts';
import type { PolicyChange } from '../diff.ts';
import type { Policy } from '../policy.ts';
import { type DeepChange, deepChanges } from './deep.ts';
import { wordsOfKey } from './words.ts';

/** Sections whose keys are people's own words. */
const verbatim = new Set(['people', 'aliases', 'status_words', 'gates', 'messages']);

/** How a section is called where its key says too little. */
const names: Readonly<Record<string, string>> = {
  aliases: 'the word',
  status_words: 'how a status is called:',
  gates: 'gate before',
  people: 'people:',
  messages: 'words of the message',
  labels: 'label',
  titles: 'title',
};

/** Every difference beside the levels; where the policies come from is none. */
export function wideChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  return [...deepChanges(rest(before), rest(after), verbatim).map(told), ...authorityChanges(before, after)];
}

function rest({ levels: _levels, source: _source, authority, ...policy }: Policy) {
  const { declare: _declare, respond: _respond, override: _override, ...others } = authority;
  return { ...policy, authority: others };
}

function authorityChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  return (['declare', 'respond', 'override'] as const).flatMap((right) => {
    const [was, is] = [inWords(before.authority[right]), inWords(after.authority[right])];
    return was === is ? [] : [{ level: null, key: `authority.${right}`, ...sides(`who may ${right}:`, was, is) }];
  });
}

function told({ path, before, after }: DeepChange): PolicyChange {
  const [section = '', ...inside] = path;
  const known = names[section] ?? wordsOfKey(section);
  const name = [known, ...inside.map((part) => (verbatim.has(section) ? part : wordsOfKey(part)))].join(' ');
  return { level: null, key: path.join('.'), ...sides(name, before, after) };
}

function sides(name: string, before: string, after: string): Pick<PolicyChange, 'text' | 'before' | 'after'> {
  return { text: `${name} ${before} → ${after}`, before, after };
}
