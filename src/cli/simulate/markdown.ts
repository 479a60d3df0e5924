/** A simulation for the pull request that changes the policy: heading, table, diagram. */

import { inert } from '../../core/markdown/inert.ts';
import { codeSpan } from '../../core/markdown/quoted.ts';
import { type Row, rowsOf } from '../../core/simulation/rows.ts';
import { asMermaid } from './mermaid.ts';
import type { Printed } from './printed.ts';

/** One level as Markdown. Texts of the policy and of events are inert: nobody is mentioned, nothing is linked. */
export function asMarkdown(printed: Printed): string {
  const { heading, simulated, notes } = printed;
  const rows = rowsOf(simulated);
  const table = ['| Time | Kind | Who | What |', '| :-- | :-- | :-- | :-- |', ...rows.map(inTable)];
  const body =
    rows.length === 0 ? ['Nothing: the clock has nothing to do at this level.'] : [...table, '', asMermaid(printed)];
  const beneath = notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note.split('`').map(inCode).join('')}`)];
  return [`### ${inert(heading)}`, '', ...body, ...beneath].join('\n');
}

function inTable({ time, kind, who, text }: Row): string {
  const roles = who.map((role) => codeSpan(role)).join(', ');
  return `| ${time} | ${kind} | ${roles} | ${kind === 'said' || kind === 'refused' ? codeSpan(text, { max: 200 }) : inert(text, { max: 300 })} |`;
}

/** Our own sentences have code between backticks; what is outside of it may hold a role's name. */
function inCode(part: string, index: number): string {
  return index % 2 === 1 ? codeSpan(part) : inertWithin(part);
}

/** `inert` trims: the blanks at the ends belong to the sentence. */
function inertWithin(part: string): string {
  const [before = '', after = ''] = [/^\s*/.exec(part)?.[0], /\s*$/.exec(part)?.[0]];
  return part.trim() === '' ? part : `${before}${inert(part)}${after}`;
}
