// The title of a postmortem and the lines under it, as the policy's runbook has them.
import { DRILL_MARK } from '../incident/drill-title.ts';
import { inert } from '../markdown/inert.ts';
import { impactIn } from '../messages/known.ts';
import { dayOf } from './file-name.ts';
import type { Filled, Known } from './known.ts';
import { lengthInWords, severityInWords } from './sections/what-happened.ts';

/** `# …`, by `postmortem.title` of the policy; of a drill its mark is first (E28). */
export function titleLine({ incident, policy }: Known): string {
  const values: Readonly<Record<string, string>> = {
    report: inert(policy.formats.report),
    date: dayOf(incident, policy),
    title: inert(incident.summary),
  };
  const mark = incident.drill === true ? `${DRILL_MARK} ` : '';
  return `# ${mark}${fill(inert(policy.postmortem.title), values)}`;
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(report|date|title)\}/g, (_place, name: string) => values[name] ?? '');
}

/** `**Date:** …` for each name of `postmortem.header` that the record knows; the others are asked. */
export function headerSection(known: Known): Filled {
  const values = known.policy.postmortem.header.map((name) => ({ name: inert(name), value: headerValue(name, known) }));
  return {
    facts: values.flatMap(({ name, value }) => (value === null ? [] : [`**${name}:** ${value}`])),
    asks: values.flatMap(({ name, value }) =>
      value === null ? [`${name}: what is it? Write it as **${name}:** and what it is.`] : [],
    ),
  };
}

function headerValue(name: string, known: Known): string | null {
  const { incident, policy } = known;
  if (/date/i.test(name)) return dayOf(incident, policy);
  if (/duration/i.test(name)) return lengthInWords(known);
  if (/severity/i.test(name)) return severityInWords(known);
  if (/author/i.test(name)) return inertOrNull(incident.roles['commander']?.login ?? null);
  if (/title/i.test(name)) return inert(incident.summary);
  return /impact/i.test(name) ? inertOrNull(impactIn(incident)) : null;
}

function inertOrNull(text: string | null): string | null {
  return text === null ? null : inert(text);
}
