// Small pieces that several pages show: labels, states, people, times, problems.
import { type Html, html } from '../html.ts';
import type { Issue, Label, Person, Reactions } from '../shapes.ts';
import { labelClass } from './label-colour.ts';

/** A label as a pill. */
export function labelPill(label: Pick<Label, 'name' | 'color' | 'description'>): Html {
  return html`<span class="${labelClass(label.color)}" title="${label.description}">${label.name}</span>`;
}

/** Open, closed as completed, or closed as not planned. */
export function statePill(issue: Pick<Issue, 'state' | 'state_reason'>): Html {
  if (issue.state === 'open') return html`<span class="state open">Open</span>`;
  const why = issue.state_reason ?? 'completed';
  return html`<span class="state closed ${why === 'completed' ? 'done' : 'dropped'}">Closed${whyClosed(why)}</span>`;
}

function whyClosed(reason: string): string {
  return reason === 'completed' ? '' : ` as ${reason.replaceAll('_', ' ')}`;
}

/** Somebody's name; apps carry their badge. */
export function personName(person: Person): Html {
  if (person.type !== 'Bot') return html`<strong class="person">${person.login}</strong>`;
  return html`<strong class="person">${person.login.replace('[bot]', '')}</strong> <span class="badge">bot</span>`;
}

/** The letter of somebody in a circle of their colour; decoration beside the name. */
export function avatar(person: Person): Html {
  const name = encodeURIComponent(person.login);
  return html`<img class="avatar" src="/-/avatar/${name}.svg" alt="" width="32" height="32">`;
}

/** An instant in UTC to the minute; the whole of it as machines read it. */
export function instant(at: string): Html {
  return html`<time datetime="${at}" title="${at}">${at.slice(0, 10)} ${at.slice(11, 16)} UTC</time>`;
}

/** Why something was not done, in the API's own words. */
export function problemBox(problem: string | null): Html | null {
  return problem === null ? null : html`<div class="problem" role="alert"><strong>Not done.</strong> ${problem}</div>`;
}

const faces: Readonly<Record<keyof Reactions, readonly [string, string]>> = {
  '+1': ['👍', 'thumbs up'],
  '-1': ['👎', 'thumbs down'],
  laugh: ['😄', 'laugh'],
  hooray: ['🎉', 'hooray'],
  confused: ['😕', 'confused'],
  heart: ['❤️', 'heart'],
  rocket: ['🚀', 'rocket'],
  eyes: ['👀', 'eyes'],
};

/** How many reacted how; nothing when nobody did. */
export function reactionCounts(reactions: Reactions): Html | null {
  const given = Object.entries(faces).flatMap(([name, [face, words]]) => {
    const count = Object.entries(reactions).find(([key]) => key === name)?.[1] ?? 0;
    return count === 0
      ? []
      : [html`<li aria-label="${count} ${words}"><span aria-hidden="true">${face} ${count}</span></li>`];
  });
  return given.length === 0 ? null : html`<ul class="reactions" aria-label="Reactions">${given}</ul>`;
}
