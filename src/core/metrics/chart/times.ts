// Chart: how long it takes. A dot is the median, the bar behind it reaches to the 90th percentile; the scale is logarithmic, since detection takes minutes and resolution days.
import type { Report } from '../report.ts';
import { duration } from '../words.ts';
import { at, dot, line, type Place, text } from './svg.ts';

/** A part of the page. */
export type Panel = { readonly height: number; readonly svg: string };

const ROW = 26;
const LEFT = 190;
const RIGHT = 210;
const marks = [60, 600, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600, 30 * 24 * 3600];
const names = ['1 min', '10 min', '1 h', '6 h', '1 d', '7 d', '30 d'];

/** Of a width; metrics of which nothing is known say so. */
export function timesPanel({ metrics }: Report, width: number): Panel {
  const rows = metrics.flatMap(({ definition, reading }) =>
    reading.shape === 'durations' && definition.group === 'How long it takes'
      ? [{ name: definition.name, ...reading }]
      : [],
  );
  const values = rows.flatMap(({ median, p90 }) => [median, p90].flatMap((value) => value ?? []));
  const scale = scaleFor(values, width);
  const bottom = 34 + rows.length * ROW;
  const shown = marks.flatMap((mark, index) =>
    mark > scale.most ? [] : [{ x: scale.x(mark), name: names[index] ?? '' }],
  );
  const drawn = [
    text({ x: 0, y: 14 }, 'How long it takes', 'title'),
    text({ x: width, y: 14 }, 'dot: median · bar: to the 90th percentile', 'muted small', 'end'),
    ...shown.flatMap(({ x, name }) => [
      line({ x, y: 28 }, { x, y: bottom }, 'grid'),
      text({ x, y: bottom + 16 }, name, 'muted small', 'middle'),
    ]),
    ...rows.flatMap((row, index) => rowOf(row, { x: 0, y: 34 + index * ROW + ROW / 2 }, scale, width)),
  ];
  return { height: bottom + 24, svg: drawn.join('\n') };
}

type Row = { readonly name: string; readonly n: number; readonly median: number | null; readonly p90: number | null };
type Scale = { readonly most: number; readonly x: (seconds: number) => number };

/** From half a minute to the first mark that nothing is beyond. */
function scaleFor(values: readonly number[], width: number): Scale {
  const largest = Math.max(3600, ...values);
  const most = marks.find((mark) => mark >= largest) ?? largest;
  const [low, high] = [Math.log(30), Math.log(most)];
  const room = width - LEFT - RIGHT;
  return { most, x: (seconds) => LEFT + (room * (Math.log(Math.max(30, seconds)) - low)) / (high - low) };
}

function rowOf({ name, n, median, p90 }: Row, { x, y }: Place, scale: Scale, width: number): readonly string[] {
  const label = text({ x, y: y + 4 }, name);
  if (median === null || p90 === null) return [label, text({ x: LEFT, y: y + 4 }, 'nothing is known', 'muted small')];
  const [from, to] = [scale.x(median), scale.x(p90)];
  const numbers = `${duration(median)} · ${duration(p90)} · n ${n}`;
  return [
    label,
    ...(at(from) === at(to) ? [] : [line({ x: from, y }, { x: to, y }, 'range')]),
    dot({ x: from, y }, 5, 'bar'),
    text({ x: width, y: y + 4 }, numbers, 'muted small', 'end'),
  ];
}
