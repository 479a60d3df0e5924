/** `firebreak completion`: what a shell completes, made from the table of verbs. */
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import { zshCompletion } from './completion/zsh.ts';
import { type Verb, WrongUse } from './verb.ts';

const shells: Readonly<Record<string, (verbs: readonly Verb[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The verb, for these and itself. */
export function completionFor(others: readonly Verb[]): Verb {
  const own: Verb = {
    name: 'completion',
    usage: 'completion bash|zsh|fish',
    summary: 'Print what a shell needs to complete verbs and options: eval "$(firebreak completion bash)".',
    examples: ['completion bash', 'completion zsh', 'completion fish'],
    options: [],
    words: 1,
    run: async ({ json, words }, terminal) => {
      const [shell = ''] = words;
      const made = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
      if (made === undefined)
        throw new WrongUse(
          `completion needs a shell: ${Object.keys(shells).join(', ')}${shell === '' ? '.' : `; it is "${shell}".`}`,
        );
      const script = made([...others, own]);
      terminal.print(json ? JSON.stringify({ shell, script }) : script);
      return 0;
    },
  };
  return own;
}
