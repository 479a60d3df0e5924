// All charts on one page, as one SVG file that needs nothing else.
import type { Report } from '../report.ts';
import { style } from './colours.ts';
import { monthsPanel } from './months.ts';
import { sharesPanel } from './shares.ts';
import { at, escaped } from './svg.ts';
import { timesPanel } from './times.ts';

const WIDTH = 840;
const RIM = 24;
const GAP = 26;

/** The file. `of` is whose numbers they are. */
export function asSvg(report: Report, of: string): string {
  const inner = WIDTH - 2 * RIM;
  const panels = [timesPanel(report, inner), sharesPanel(report, inner), monthsPanel(report, inner)];
  let y = RIM;
  const placed = panels.map(({ height, svg }) => {
    const group = `<g transform="translate(${RIM} ${at(y)})">\n${svg}\n</g>`;
    y += height + GAP;
    return group;
  });
  const height = Math.round(y - GAP + RIM);
  const n = report.incidents;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title about">`,
    `<title id="title">${escaped(`Incident metrics of ${of}`)}</title>`,
    `<desc id="about">${n} incident${n === 1 ? '' : 's'}: how long it takes, shares, and how many in each month. The page beside it has the same numbers as tables.</desc>`,
    `<style>\n${style}\n</style>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" class="page"/>`,
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}
