// Chart: every share as a part of its whole, with how many of how many.
import type { Report } from '../report.ts';
import { percent } from '../words.ts';
import { box, text } from './svg.ts';
import type { Panel } from './times.ts';

const ROW = 26;
const LEFT = 190;
const RIGHT = 210;

/** Of a width; a share of nothing has no bar. */
export function sharesPanel({ metrics }: Report, width: number): Panel {
  const rows = metrics.flatMap(({ definition, reading }) =>
    reading.shape === 'share' ? [{ name: definition.name, ...reading }] : [],
  );
  const room = width - LEFT - RIGHT;
  const drawn = rows.flatMap(({ name, share, part, n }, index) => {
    const y = 34 + index * ROW + ROW / 2;
    const label = text({ x: 0, y: y + 4 }, name);
    if (share === null) return [label, text({ x: LEFT, y: y + 4 }, 'nothing to count', 'muted small')];
    const bar = share === 0 ? [] : [box({ x: LEFT, y: y - 6 }, room * share, 12, 'bar')];
    const numbers = text({ x: width, y: y + 4 }, `${percent(share)} · ${part} of ${n}`, 'muted small', 'end');
    return [label, box({ x: LEFT, y: y - 6 }, room, 12, 'track'), ...bar, numbers];
  });
  return { height: 34 + rows.length * ROW + 6, svg: [text({ x: 0, y: 14 }, 'Shares', 'title'), ...drawn].join('\n') };
}
