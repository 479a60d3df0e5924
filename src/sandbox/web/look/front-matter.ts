// The lines of YAML at the head of a Markdown file as GitHub shows them: a table, with the names above the values.
import { parse } from 'yaml';
import * as z from 'zod';
import { type Html, html } from '../html.ts';

const HEAD = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;
const Fields = z.record(z.string(), z.unknown());

/** The table and what comes after it; a text without such a head, or with one that is no YAML, stays whole. */
export function frontMatterIn(text: string): { readonly table: Html | null; readonly rest: string } {
  const head = HEAD.exec(text);
  const fields = head === null ? null : fieldsIn(head[1] ?? '');
  if (head === null || fields === null) return { table: null, rest: text };
  return { table: tableOf(Object.entries(fields)), rest: text.slice(head[0].length) };
}

function fieldsIn(yaml: string): Readonly<Record<string, unknown>> | null {
  try {
    return Fields.safeParse(parse(yaml, { maxAliasCount: 0 })).data ?? null;
  } catch {
    return null;
  }
}

function tableOf(fields: readonly (readonly [string, unknown])[]): Html {
  return html`<div class="front-matter" tabindex="0" role="region" aria-label="Front matter"><table>
    <thead><tr>${fields.map(([name]) => html`<th>${name}</th>`)}</tr></thead>
    <tbody><tr>${fields.map(([, value]) => html`<td>${inWords(value)}</td>`)}</tr></tbody></table></div>`;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
