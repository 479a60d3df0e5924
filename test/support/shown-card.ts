// What a status card shows, as stories read it; and the sample repository's policy under each of the presets.
import { sampleFiles } from '../../src/sandbox/seed/files.ts';

/** The sample's own policy with its one line switched to a preset. */
export function samplePolicy(preset: string): string {
  const text = sampleFiles(preset)['.github/firebreak.yml'] ?? '';
  if (!text.includes(`\npreset: ${preset}\n`)) throw new Error('The sample policy has no line for its preset.');
  return text;
}

/** A row of the card's first table; undefined when it has none of that name. */
export function row(card: string, name: string): string | undefined {
  return new RegExp(`^\\| \\*\\*${name}\\*\\* \\| (.*) \\|$`, 'm').exec(card)?.[1];
}

/** Minutes from the declaration to the instant in a row of the card. */
export function minutes(card: string, name: string): number {
  return (Date.parse(row(card, name) ?? '') - Date.parse(row(card, 'Declared') ?? '')) / 60_000;
}

/** Lines of a folded part of the card. */
export function part(card: string, title: string): readonly string[] {
  return (card.split(`<summary>${title}</summary>`)[1]?.split('</details>')[0] ?? '').trim().split('\n');
}

/** Text without code spans and without what keeps people's words inert. */
export function plain(text: string): string {
  return text.replace(/\\([^\w\s])/g, '$1').replace(/[`\u200b\u2060]/g, '');
}
