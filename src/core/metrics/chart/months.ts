// Chart: incidents of each month by their worst severity, stacked, the worst at the bottom.
import type { Report } from '../report.ts';
import { LEVEL_CLASSES } from './colours.ts';
import { box, line, short, text } from './svg.ts';
import type { Panel } from './times.ts';

/** The newest of these. */
const MOST_MONTHS = 24;
const TALL = 120;
const LEFT = 30;
/** The title needs so much. */
const TITLE = 300;

/** Of a width. Months without an incident in between are shown empty. */
export function monthsPanel({ placed, levels }: Report, width: number): Panel {
  const months = monthsOf(placed.map(({ month }) => month)).slice(-MOST_MONTHS);
  const names = namesOf(
    placed.map(({ peak }) => peak),
    levels,
  );
  const per = months.map((month) =>
    names.map((name) => placed.filter((one) => one.month === month && one.peak === name).length),
  );
  const most = Math.max(1, ...per.map((counts) => counts.reduce((a, b) => a + b, 0)));
  const keys = keysOf(names);
  const isWide = widthOf(keys) > width - TITLE;
  const bottom = (isWide ? 54 : 34) + TALL;
  const step = (width - LEFT) / Math.max(6, months.length);
  const columns = months.flatMap((month, index) => {
    const x = LEFT + index * step;
    const label = text({ x: x + step / 2, y: bottom + 16 }, labelOf(month, index), 'muted small', 'middle');
    return [...stack(per[index] ?? [], names, month, x + step * 0.2, step * 0.6, bottom, most), label];
  });
  const none = months.length === 0 ? [text({ x: LEFT + 8, y: bottom - 8 }, 'no incident', 'muted small')] : [];
  const drawn = [
    text({ x: 0, y: 14 }, 'Incidents by month and worst severity', 'title'),
    ...legend(keys, width, isWide ? 34 : 14),
    ...axis(most, width, bottom),
    ...columns,
    ...none,
  ];
  return { height: bottom + 24, svg: drawn.join('\n') };
}

/** Every month from the first to the last. */
function monthsOf(all: readonly string[]): readonly string[] {
  const sorted = [...new Set(all)].toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [numberOf(first), numberOf(last)];
  return Array.from({ length: to - from + 1 }, (_, index) => nameOf(from + index));
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function nameOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

const short12 = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The year stands at the first column and at each January. */
function labelOf(month: string, index: number): string {
  const name = short12[((numberOf(month) % 12) + 12) % 12] ?? '';
  return index === 0 || name === 'Jan' ? `${name} ’${month.slice(2, 4)}` : name;
}

/** From the worst on; what no policy ranks comes after, none last. */
function namesOf(peaks: readonly (string | null)[], levels: readonly string[]): readonly (string | null)[] {
  const found = [...new Set(peaks)];
  const ranked = levels.filter((name) => found.includes(name));
  const others = found.filter((name) => name !== null && !levels.includes(name)).toSorted();
  return [...ranked, ...others, ...(found.includes(null) ? [null] : [])];
}

function classOf(index: number, name: string | null): string {
  return name === null ? 'soft' : (LEVEL_CLASSES[Math.min(index, LEVEL_CLASSES.length - 1)] ?? 'bar');
}

function stack(
  counts: readonly number[],
  names: readonly (string | null)[],
  month: string,
  x: number,
  width: number,
  bottom: number,
  most: number,
): readonly string[] {
  return counts.flatMap((count, index) => {
    if (count === 0) return [];
    const below = counts.slice(0, index).reduce((a, b) => a + b, 0);
    const y = bottom - ((below + count) / most) * TALL;
    const name = names[index] ?? null;
    return [
      box({ x, y }, width, (count / most) * TALL, classOf(index, name), `${month}, ${name ?? 'no severity'}: ${count}`),
    ];
  });
}

type Key = { readonly words: string; readonly style: string };

/** Names beside their colours; of more than fit the rest is named by its number. */
function keysOf(names: readonly (string | null)[]): readonly Key[] {
  const keys = names.map((name, index) => ({ words: short(name ?? 'no severity', 14), style: classOf(index, name) }));
  if (keys.length <= MOST_KEYS) return keys;
  const rest = keys.length - MOST_KEYS + 1;
  return [...keys.slice(0, MOST_KEYS - 1), { words: `${rest} others`, style: keys.at(-1)?.style ?? 'soft' }];
}

const MOST_KEYS = 6;
/** About the width of a character of the small text. */
const CHARACTER = 6.6;

/** How wide the keys are side by side. */
function widthOf(keys: readonly Key[]): number {
  return keys.reduce((sum, { words }) => sum + [...words].length * CHARACTER + 24, 0);
}

function legend(keys: readonly Key[], width: number, top: number): readonly string[] {
  let x = width - widthOf(keys) + 10;
  return keys.flatMap(({ words, style }) => {
    const drawn = [box({ x, y: top - 9 }, 10, 10, style), text({ x: x + 14, y: top }, words, 'muted small')];
    x += [...words].length * CHARACTER + 24;
    return drawn;
  });
}

function axis(most: number, width: number, bottom: number): readonly string[] {
  const marks = [...new Set([0, Math.ceil(most / 2), most])];
  return marks.flatMap((mark) => {
    const y = bottom - (mark / most) * TALL;
    return [
      line({ x: LEFT, y }, { x: width, y }, 'grid'),
      text({ x: LEFT - 6, y: y + 4 }, String(mark), 'muted small', 'end'),
    ];
  });
}
