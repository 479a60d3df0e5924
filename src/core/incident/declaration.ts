// What an issue says about itself: the form's fields, the title prefix, the labels, or the plain body of `gh issue create`.

import { withoutCredentials } from '../credential.ts';
import { type FieldProblem, type FieldValue, type Form, wordsOf } from '../form/form.ts';
import { type FormReading, parseFormBody } from '../form/parse-body.ts';
import { levelOfAnswer } from '../form/severity-question.ts';
import { formUnder } from '../form/under-policy.ts';
import { oneVisibleLine } from '../markdown/inert.ts';
import { findLevel } from '../policy/find.ts';
import { isUnknownLevel } from '../policy/like-level.ts';
import type { Policy } from '../policy/policy.ts';
import { levelOfLabel, readTitle } from '../policy/shown-as.ts';
import type { Timestamp } from '../time.ts';
import { withoutDrillMark } from './drill-title.ts';
import { cut, firstWords, LONGEST_ANSWER } from './first-words.ts';
import type { UnknownSeverity } from './record.ts';
import { type ReadTimes, type SaidTimes, timesInForm, timesInPlainBody } from './said-times.ts';
import { saysSecurity } from './says-security.ts';

export type Declaration = {
  readonly summary: string;
  /** The severity that is claimed: label before title before form. Null when none is, or the policy does not know it. */
  readonly level: string | null;
  /** What was meant as a severity and is none of the policy. */
  readonly unknown: readonly UnknownSeverity[];
  /** The level that the form alone says. */
  readonly formLevel: string | null;
  readonly times: SaidTimes;
  readonly customerFacing: boolean | null;
  /** Whether it is said to be a security incident: any answer to that question but a no, and a doubtful one. */
  readonly security: boolean;
  /** What it is instead of an incident, by the form and in the policy's words; null = nothing of that. */
  readonly excluded: string | null;
  readonly detection: string | null;
  readonly impact: string | null;
  readonly answers: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  /** Required fields of the form without an answer, and text that was not understood, in words. */
  readonly missing: readonly string[];
  /** Where the text is no form, what each required question that it does not answer would be asked for with; of a form null. */
  readonly unasked: readonly string[] | null;
};

/** `openedAt`: when the issue was opened, from which a time of day and `20m ago` are seen; without it only whole instants are understood. */
type Said = {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly openedAt?: Timestamp;
};

/** Reads a declaration; never throws on what people wrote. Severity is never read from free text, and of what seems to be a credential nothing is read. */
export function readDeclaration(asWritten: Said, shippedForm: Form, policy: Policy): Declaration {
  const form = formUnder(shippedForm, policy);
  const own = wordsOf(form);
  const kept = (written: string) => withoutCredentials(written, own);
  const said = { ...asWritten, title: kept(withoutDrillMark(asWritten.title)), body: kept(asWritten.body) };
  const read = readTitle(policy, said.title);
  const reading = parseFormBody(form, said.body);
  const fromForm = reading.matches === 'none' ? null : reading;
  const { times, problems }: ReadTimes =
    fromForm === null
      ? timesInPlainBody(said.body, said.openedAt ?? null)
      : timesInForm((id) => text(fromForm, id), said.openedAt ?? null);
  const elsewhere = levelElsewhere(inForm(said.body, fromForm)[0] ?? null, shippedForm, policy);
  const formLevel = levelOfForm(fromForm, policy) ?? elsewhere;
  const summary =
    oneVisibleLine(read?.summary ?? said.title) ||
    firstWords(fromForm === null ? '' : (text(fromForm, 'broken') ?? ''));
  const isEmpty = fromForm === null && summary === '' && isBlank(said.body) && requiredIn(reading).length > 0;
  return {
    summary,
    level: levelOfLabels(said.labels, policy) ?? findLevel(policy, read?.level ?? null)?.name ?? formLevel,
    formLevel,
    unknown: unknownSeverities(said, fromForm, policy).map((one) =>
      one.where === 'form' && elsewhere !== null ? { ...one, readAs: elsewhere } : one,
    ),
    times,
    customerFacing: yesOrNo(fromForm, 'customer_facing'),
    security: saysSecurity(said.body, form, reading),
    excluded: fromForm === null ? null : text(fromForm, 'excluded'),
    detection: fromForm === null ? null : text(fromForm, 'detection'),
    impact: fromForm === null ? null : text(fromForm, 'affected'),
    answers: fromForm === null ? [] : answers(form, fromForm),
    missing: [...problemsOf(fromForm), ...problems, ...(isEmpty ? [NOTHING_SAID] : [])],
    unasked: fromForm === null ? requiredIn(reading) : null,
  };
}

/** Exactly one severity counts: the worst of those on the issue (`S003-10`). */
function levelOfLabels(labels: readonly string[], policy: Policy): string | null {
  return (
    policy.levels.find((level) => labels.some((label) => levelOfLabel(policy, label)?.name === level.name))?.name ??
    null
  );
}

function levelOfForm(reading: FormReading | null, policy: Policy): string | null {
  const chosen = reading === null ? null : text(reading, 'severity');
  return chosen === null ? null : (levelOfAnswer(policy, chosen)?.name ?? null);
}

/** The level of the rank that the answer has in the form of another shipped runbook, else the nearest worse one: the form stayed when the policy was switched. */
function levelElsewhere(answer: string | null, { ranksElsewhere }: Form, { levels }: Policy): string | null {
  const rank = answer === null || ranksElsewhere === undefined ? null : ranksElsewhere(answer);
  if (rank === null) return null;
  return (levels.findLast((level) => level.rank <= rank) ?? levels[0])?.name ?? null;
}

/** Longest severity that is repeated to people, in characters. */
const LONGEST_SEVERITY = 120;

/** What stands where a severity is expected and is none of the policy: said to people instead of being dropped. */
function unknownSeverities(said: Said, reading: FormReading | null, policy: Policy): readonly UnknownSeverity[] {
  const labels = said.labels.filter((label) => isUnknownLevel(policy, label));
  const found = [
    ...labels.map((label) => ({ where: 'label' as const, said: label })),
    ...inTitle(said.title, policy).map((level) => ({ where: 'title' as const, said: level })),
    ...inForm(said.body, reading).map((answer) => ({ where: 'form' as const, said: answer })),
  ];
  return found.map((one) => ({ ...one, said: cut(one.said, LONGEST_SEVERITY) }));
}

/** The level of the prefix, or any other first bracket that looks like one. */
function inTitle(title: string, policy: Policy): readonly string[] {
  const read = readTitle(policy, title);
  if (read !== null) return read.level === null || findLevel(policy, read.level) !== null ? [] : [read.level];
  const bracket = /^\s*\[([^\]]{1,40})\]/.exec(title)?.[1]?.trim();
  return bracket !== undefined && isUnknownLevel(policy, bracket) ? [bracket] : [];
}

/** The answer to the question for the severity, where it is none of the policy's options: the form is another policy's. */
function inForm(body: string, reading: FormReading | null): readonly string[] {
  const place = reading?.places['severity'];
  const isOther = reading?.problems.some((problem) => isOfSeverity(problem) && problem.code === 'unknown-option');
  return place === undefined || isOther !== true ? [] : [body.slice(place.start, place.end).trim()];
}

/** The card lists what of the checklist is open. */
const TOLD_BY_CARD: readonly FieldProblem['code'][] = ['checkbox-missing', 'unknown-option'];

/** Boxes that only an older form has: nothing reads them, and nobody can tick them rightly. */
const OF_OLDER_FORMS: FieldProblem['code'] = 'unknown-option';

/** To correct a severity that is none would not set it: what is to be done about that is said apart. */
function problemsOf(reading: FormReading | null): readonly string[] {
  const problems = reading?.problems ?? [];
  return problems
    .filter(({ code, field }) => !(field === 'severity' && code === 'unknown-option'))
    .filter(({ code, field }) => !(field === 'declaration' && code === OF_OLDER_FORMS))
    .filter(({ code, field }) => !(field === 'checklist' && TOLD_BY_CARD.includes(code)))
    .map((problem) => problem.message);
}

/** What is asked for where there is no form and no word either; a title or a description answers it. */
export const NOTHING_SAID =
  'Nothing says what is broken: title and description are empty. It is required. Edit the issue and write it into its title or description.';

/** Nothing that a reader would see. */
function isBlank(body: string): boolean {
  return body.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() === '';
}

function requiredIn({ problems }: FormReading): readonly string[] {
  return problems.filter(({ code }) => code === 'required-missing').map(({ message }) => message);
}

function isOfSeverity({ field }: FieldProblem): boolean {
  return field === 'severity';
}

function text(reading: FormReading, key: string): string | null {
  const field: FieldValue | undefined = reading.fields[key];
  return typeof field?.value === 'string' && field.value.trim() !== '' ? field.value.trim() : null;
}

/** An answer to a question that begins with yes or no. */
function yesOrNo(reading: FormReading | null, key: string): boolean | null {
  const answer = reading === null ? null : text(reading, key);
  return answer === null ? null : answer.startsWith('Yes');
}

/** Several choices as one text. */
function textOrTexts(reading: FormReading, key: string): string | null {
  const value = reading.fields[key];
  if (value?.type !== 'dropdown' || !Array.isArray(value.value)) return text(reading, key);
  return value.value.length === 0 ? null : value.value.join(', ');
}

/** Answers that the record keeps as something else. */
const KEPT_OTHERWISE = ['severity', 'excluded'];

function answers(form: Form, reading: FormReading): Declaration['answers'] {
  return form.fields.flatMap((field) => {
    const value = KEPT_OTHERWISE.includes(field.key) ? null : textOrTexts(reading, field.key);
    return value === null
      ? []
      : [{ id: field.key, label: field.label, value: [...value].slice(0, LONGEST_ANSWER).join('') }];
  });
}
