/** Completion for zsh; words that are no options are completed as names of files. */
import type { Verb } from '../verb.ts';
import { firstWords, groups, optionsOf } from './words.ts';

/** The script. */
export function zshCompletion(verbs: readonly Verb[]): string {
  return [
    '#compdef firebreak',
    '# zsh completion of firebreak; in ~/.zshrc, behind compinit: eval "$(firebreak completion zsh)"',
    '_firebreak() {',
    `  local typed="$\{words[2,CURRENT-1]} "`,
    '  case "$typed" in',
    ...verbs.map((verb) => `    ("${verb.name} "*) compadd -- ${optionsOf(verb).join(' ')}; _files ;;`),
    ...groups(verbs).map(({ behind, words }) => `    ("${behind} ") compadd -- ${words.join(' ')} ;;`),
    `    (" ") compadd -- ${firstWords(verbs).join(' ')} --help ;;`,
    '  esac',
    '}',
    'compdef _firebreak firebreak',
  ].join('\n');
}
