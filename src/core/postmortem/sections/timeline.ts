// The timeline of a postmortem, as the policy writes timelines, and what its runbook wants in it that nobody knows.
import { inert } from '../../markdown/inert.ts';
import { minuteInUtc, wholeMinuteOf } from '../../time.ts';
import { anchorAt, fitsAnchor } from '../anchors.ts';
import type { Filled, Known } from '../known.ts';
import { issueLink, type Moment, momentsOf } from '../moments.ts';

/** A row or an item for each moment, in UTC. */
export function timelineSection(known: Known): Filled {
  const { incident, policy } = known;
  const moments = withAnchors(momentsOf(known), known);
  const folded = incident.folded === 0 ? [] : [`${incident.folded} more are in the thread of the incident.`, ''];
  const facts = policy.formats.timeline === 'table' ? table(moments) : moments.map(item);
  const unknown = policy.postmortem.milestones.filter((name) => anchorAt(name, incident) === null);
  return {
    facts: [...folded, ...facts],
    asks: unknown.map((name) => `When was this: ${inert(name)}? Put it into its place.`),
  };
}

/** What the runbook names is called so where it was: the first moment of that minute, or one of its own. */
function withAnchors(moments: readonly Moment[], { incident, policy, web }: Known): readonly Moment[] {
  const named = policy.postmortem.milestones.flatMap((name) => {
    const at = anchorAt(name, incident);
    return at === null ? [] : [{ name, at }];
  });
  const left = new Map(named.map(({ name, at }) => [name, at]));
  const marked = moments.map((moment) => {
    const here = [...left].flatMap(([name, at]) =>
      at === moment.at && isMomentOf(name, moment, moments) ? [name] : [],
    );
    for (const name of here) left.delete(name);
    return here.length === 0
      ? moment
      : { ...moment, text: `**${here.map((name) => inert(name)).join(', ')}**: ${moment.text}` };
  });
  const alone = [...left].map(([name, at]) => ({ at, text: `**${inert(name)}**`, link: issueLink(incident, web) }));
  return [...marked, ...alone].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Of several at one instant, the first that its words fit; the last where none does. */
function isMomentOf(name: string, moment: Moment, moments: readonly Moment[]): boolean {
  const there = moments.filter(({ at }) => at === moment.at);
  return (there.find(({ text }) => fitsAnchor(name, text)) ?? there.at(-1)) === moment;
}

function table(moments: readonly Moment[]): readonly string[] {
  const rows = moments.map(({ at, text, link }) => `| ${minute(at)} | ${text} | ${link} |`);
  return ['| Time (UTC) | Event | Data |', '| --- | --- | --- |', ...rows];
}

function item({ at, text, link }: Moment): string {
  return `- ${minuteInUtc(wholeMinuteOf(at))}: ${text} (${link})`;
}

function minute(at: string): string {
  return minuteInUtc(wholeMinuteOf(at)).replace(/ UTC$/, '');
}
