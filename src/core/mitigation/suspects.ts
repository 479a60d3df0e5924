// Which recent changes fit the start of the symptoms, best first, each with the reasons (S001-33, S002-16). It ranks and never acts.
import { codeSpan } from '../markdown/quoted.ts';
import { compare, type Timestamp } from '../time.ts';
import { type Candidate, type Changed, candidatesIn } from './candidates.ts';
import type { RecentPast } from './recent-past.ts';
import { timeFit } from './time-fit.ts';
import { wordsOf } from './words.ts';

/** What is known of the symptoms: when they began, where, and what they are called. `services` and `title` only sharpen the order. */
export type Symptoms = {
  readonly onset: Timestamp;
  readonly environment: string;
  readonly services: readonly string[];
  readonly title: string;
};

/** `fit` is between 0 and 1 and only orders; `reasons` are ready to print behind each other. */
export type Suspect = Changed & { readonly fit: number; readonly reasons: readonly string[] };

/** Less than this fits too badly to be named: a deployment nine hours before the symptoms. */
export const LEAST_FIT = 0.067;

/** A change that names what is broken, one that speaks of a word of the incident's title, one of which nobody can tell, and one that names something else. */
const NAMED = 1;
const TITLE_WORD = 0.8;
const UNKNOWN = 0.67;
const NOT_NAMED = 0.4;

/** The changes that may have caused it, best first; empty when none fits: then something else did. */
export function suspectsIn(past: RecentPast, symptoms: Symptoms): readonly Suspect[] {
  return candidatesIn(past, symptoms.environment)
    .map((candidate) => judged(candidate, symptoms))
    .filter(({ fit }) => fit >= LEAST_FIT)
    .sort((a, b) => b.fit - a.fit || compare(b.at, a.at) || (a.key < b.key ? -1 : 1));
}

function judged(candidate: Candidate, symptoms: Symptoms): Suspect {
  const { began, done, weight, because, words, ...changed } = candidate;
  const time = timeFit({ began, done }, symptoms.onset);
  const name = nameFit(words, symptoms);
  return {
    ...changed,
    fit: time.fit * weight * name.fit,
    reasons: [time.reason, ...name.reasons, ...because],
  };
}

type Fit = { readonly fit: number; readonly reasons: readonly string[] };

/** Whether the change names what is broken. Where nothing is known of that, nothing follows. */
function nameFit(words: ReadonlySet<string>, { services, title }: Symptoms): Fit {
  const known = services
    .map((service) => ({ service, its: [...wordsOf(service)] }))
    .filter(({ its }) => its.length > 0);
  const named = known.filter(({ its }) => its.every((word) => words.has(word))).map(({ service }) => service);
  if (named.length > 0) return { fit: NAMED, reasons: [`it names ${named.map((one) => codeSpan(one)).join(', ')}`] };
  const shared = [...wordsOf(title)].find((word) => words.has(word));
  if (shared !== undefined) return { fit: TITLE_WORD, reasons: [`like the incident it speaks of ${codeSpan(shared)}`] };
  return { fit: known.length > 0 && words.size > 0 ? NOT_NAMED : UNKNOWN, reasons: [] };
}
