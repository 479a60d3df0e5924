/** Completion for bash; words that are no options are completed as names of files. */
import type { Verb } from '../verb.ts';
import { firstWords, groups, optionsOf } from './words.ts';

/** The script. */
export function bashCompletion(verbs: readonly Verb[]): string {
  return [
    '# bash completion of firebreak; in ~/.bashrc: eval "$(firebreak completion bash)"',
    '_firebreak() {',
    `  local typed="$\{COMP_WORDS[*]:1:COMP_CWORD-1} " words=""`,
    '  case "$typed" in',
    ...verbs.map((verb) => `    "${verb.name} "*) words="${optionsOf(verb).join(' ')}" ;;`),
    ...groups(verbs).map(({ behind, words }) => `    "${behind} ") words="${words.join(' ')}" ;;`),
    `    " ") words="${firstWords(verbs).join(' ')} --help" ;;`,
    '  esac',
    `  COMPREPLY=($(compgen -W "$words" -- "$\{COMP_WORDS[COMP_CWORD]}"))`,
    '}',
    'complete -o default -F _firebreak firebreak',
  ].join('\n');
}
