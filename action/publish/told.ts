// What was published, in words.
import { inert } from '../../src/core/markdown/inert.ts';
import { command } from '../host/commands.ts';

/** `to`: the folder or branch. `files`: paths of what was written. */
export type Published = {
  readonly to: string;
  readonly how: 'written' | 'committed' | 'same';
  readonly commit: string | null;
  readonly files: readonly string[];
};

export function told({ to, how, commit, files }: Published, unread: readonly string[]) {
  const count = `${files.length} file${files.length === 1 ? '' : 's'}`;
  const said = {
    written: `${count} written to ${to}`,
    committed: `${count} committed to ${to}`,
    same: `${to} has it all already`,
  };
  const table = ['| File |', '|---|', ...files.map((path) => `| ${inert(path)} |`)].join('\n');
  const notes = unread.map((text) => inert(text));
  return {
    lines: [...unread.map((text) => command('warning', { title: 'publish' }, text)), `Firebreak: ${said[how]}`],
    summary: [`**Firebreak / publish**: ${inert(said[how])}.`, ...(files.length === 0 ? [] : [table]), ...notes].join(
      '\n\n',
    ),
    outputs: { changed: String(files.length), files: JSON.stringify(files), commit: commit ?? '' },
  };
}
