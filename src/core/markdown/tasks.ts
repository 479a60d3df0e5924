/** Task items of a Markdown list: `- [ ] label`, `- [x] label`. */
import type { Token } from 'markdown-it';

/** One task item; `depth` is 0 for items of the list itself, `line` is 1-based. The label is raw Markdown on one line. */
export interface Task {
  readonly label: string;
  readonly checked: boolean;
  readonly depth: number;
  readonly line: number;
}

/** GFM's task list item: the mark, then at least one blank. */
const TASK = /^\[([ xX])\][ \t\n]+/;

/** The task items of the list that opens at `openIndex` of the tokens, nested ones included, in order. */
export function tasksIn(tokens: readonly Token[], openIndex: number): readonly Task[] {
  const tasks: Task[] = [];
  const base = tokens[openIndex]?.level ?? 0;
  for (let index = openIndex + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (token.level <= base && token.nesting < 0)) break;
    if (token.type !== 'list_item_open') continue;
    const task = taskOf(tokens[index + 2], (token.level - base - 1) / 2);
    if (task !== null) tasks.push(task);
  }
  return tasks;
}

/** The task that an item's first paragraph states, if it states one. */
function taskOf(inline: Token | undefined, depth: number): Task | null {
  if (inline?.type !== 'inline') return null;
  const mark = TASK.exec(inline.content);
  if (mark === null) return null;
  const label = inline.content.slice(mark[0].length).replace(/\s+/g, ' ').trim();
  return { label, checked: mark[1] !== ' ', depth, line: (inline.map?.[0] ?? 0) + 1 };
}
