/** Completion for fish. */
import type { Verb } from '../verb.ts';
import { firstWords, groups } from './words.ts';

const COMMON = [
  { name: 'json', value: undefined },
  { name: 'help', value: undefined },
];

/** The script. */
export function fishCompletion(verbs: readonly Verb[]): string {
  return [
    '# fish completion of firebreak: firebreak completion fish > ~/.config/fish/completions/firebreak.fish',
    `complete -c firebreak -f -n __fish_use_subcommand -a '${firstWords(verbs).join(' ')}'`,
    ...groups(verbs).map(
      ({ behind, words }) =>
        `complete -c firebreak -f -n '__fish_seen_subcommand_from ${behind}; and not __fish_seen_subcommand_from ${words.join(' ')}' -a '${words.join(' ')}'`,
    ),
    ...verbs.flatMap(optionLines),
  ].join('\n');
}

function optionLines({ name, options }: Verb): readonly string[] {
  const seen = name
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
  return [...options, ...COMMON].map(
    ({ name: option, value }) => `complete -c firebreak -n '${seen}' -l ${option}${value === undefined ? '' : ' -r'}`,
  );
}
