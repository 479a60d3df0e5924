// The generated action items of a document without those that people wrote a row of their own for, elsewhere in it.
import type { ActionAsRead } from './as-read.ts';
import { PART, partEnds } from './document.ts';
import { readPostmortem } from './read.ts';
import { shortened } from './table.ts';

/** The part that has them. */
export const ACTIONS_PART = 'action-items';

/** `fresh`: the text of the part as it is to be. Empty where no row is left. */
export function withoutSaidTwice(existing: string, fresh: string): string {
  const [from, to] = partIn(existing);
  const others = readPostmortem(existing).actions.filter(({ line }) => line < from || line > to);
  if (others.length === 0 || fresh === '') return fresh;
  const head = '## Action Items\n\n';
  const items = readPostmortem(`${head}${fresh}`).actions;
  const twice = items.filter((item) => others.some((other) => isSame(item, other)));
  if (twice.length === items.length) return '';
  const gone = new Set(twice.map(({ line }) => line - 3));
  return fresh
    .split('\n')
    .filter((_line, place) => !gone.has(place))
    .join('\n');
}

/** The lines of the part, its marks among them; none where there is no part. */
function partIn(text: string): readonly [number, number] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => PART.exec(line)?.[1] === ACTIONS_PART);
  const to = lines.indexOf(partEnds(ACTIONS_PART));
  return from < 0 || to < from ? [0, 0] : [from + 1, to + 1];
}

function isSame(a: ActionAsRead, b: ActionAsRead): boolean {
  const [one, other] = [numberOf(a), numberOf(b)];
  if (one !== null && other !== null) return one === other;
  return shortened(a.what?.text ?? '').toLowerCase() === shortened(b.what?.text ?? '').toLowerCase();
}

function numberOf({ issue }: ActionAsRead): string | null {
  return /(?:#|\/issues\/)(\d{1,9})\b/.exec(issue?.text ?? '')?.[1] ?? null;
}
