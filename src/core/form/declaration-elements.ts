// The declaration form of a policy as elements: the base's questions, with severities, triage, checklist and more as the policy has them.
import { shownItems } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Element } from './schema.ts';
import { severityHelp, severityOptions } from './severity-question.ts';

/** Questions of the base that a policy's own questions take the place of. */
const TRIAGE = ['component', 'affected', 'changed', 'extent', 'tried'];

/** What the app reads for itself: a policy adds its reason to such a question, and no other words. */
const READ_BY_US = [
  ...['broken', 'severity', 'excluded', 'services', 'regions', 'started', 'detection', 'customer_facing', 'security'],
  ...['complaint', 'alerted', 'detected', 'checklist', 'declaration'],
];

/** Those of them whose answer is what an item of the same id is ticked for. */
const ASKED_ALWAYS = ['broken', 'started'];

type Question = Policy['intake']['questions'][number];

/** The elements for a policy. Only what the policy itself asks is added; of the base nothing is asked twice. */
export function declarationElements(base: readonly Element[], policy: Policy): readonly Element[] {
  const isText = ({ type }: Element) => type === 'markdown';
  const own = ownQuestions(base, policy);
  const first = base.find((element) => isTriage(element));
  const questions = base
    .filter((element) => !isText(element))
    .flatMap((element) => {
      if (own.length > 0 && isTriage(element)) return element === first ? own : [];
      return underPolicy(element, policy, own);
    });
  return [...introduction(base.filter(isText), policy), ...questions];
}

function isTriage({ id }: Element): boolean {
  return TRIAGE.includes(String(id));
}

function underPolicy(element: Element, policy: Policy, own: readonly Element[]): readonly Element[] {
  const { intake } = policy;
  switch (element.id) {
    case 'severity':
      return [
        severity(element, policy),
        ...excluded(policy),
        ...several('services', policy),
        ...several('regions', policy),
      ];
    case 'detection':
      return [intake.detection.length === 0 ? element : withAttributes(element, { options: [...intake.detection] })];
    case 'security':
      return intake.security.asks ? [element] : [];
    case 'declaration':
      return [...checklist(policy, [...ASKED_ALWAYS, ...own.map(({ id }) => id)]), element];
    default:
      return [reasoned(element, intake.questions)];
  }
}

/** A policy's own words of principle begin the form; what is an incident and what is none stands below, as the policy has it. */
function introduction([first, ...others]: readonly Element[], { intake, runbook }: Policy): readonly Element[] {
  if (first === undefined) return [];
  const value = first.attributes?.value ?? '';
  const { principle } = runbook;
  const led = principle === null ? value : value.replace(/^\*\*[^*]+\*\*/, () => `**${principle}**`);
  const lists = [
    ...listed('An incident is any of these:', intake.accepts),
    ...listed('It is no incident, and a plain issue does, if it is one of these:', intake.excludes),
    ...listed('Asked in the first minutes:', intake.firstMinutes),
  ];
  const texts = lists.length === 0 ? [] : [{ type: 'markdown', attributes: { value: `${lists.join('\n\n')}\n` } }];
  return [withAttributes(first, { value: led }), ...texts, ...(intake.excludes.length > 0 ? [] : others)];
}

function listed(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [title, items.map((item) => `- ${item}`).join('\n')];
}

function severity(element: Element, policy: Policy): Element {
  return withAttributes(element, { description: severityHelp(policy), options: [...severityOptions(policy)] });
}

/** An optional choice: left alone it says that this is an incident. */
function excluded({ intake }: Policy): readonly Element[] {
  if (intake.excludes.length === 0) return [];
  const attributes = {
    label: 'Is it one of these instead?',
    description:
      'An incident is none of them: then leave it as it is. For one of these nobody is paged, and a plain issue is offered.',
    options: [...intake.excludes],
  };
  return [{ type: 'dropdown', id: 'excluded', attributes }];
}

const SEVERAL = { services: 'Which services?', regions: 'Which regions?' } as const;

function several(id: keyof typeof SEVERAL, { intake }: Policy): readonly Element[] {
  if (intake[id].length === 0) return [];
  return [{ type: 'dropdown', id, attributes: { label: SEVERAL[id], multiple: true, options: [...intake[id]] } }];
}

/** The reason of the policy, before the base's help. */
function reasoned(element: Element, questions: readonly Question[]): Element {
  const why = questions.find(({ id }) => id === element.id)?.why ?? null;
  const help = element.attributes?.description;
  if (why === null) return element;
  const sentence = /[.?!]$/.test(why) ? why : `${why}.`;
  return withAttributes(element, { description: help === undefined ? sentence : `${sentence} ${help}` });
}

/** A policy's own triage: a choice where it has choices, else the kind of text that the base asks it as. */
function ownQuestions(base: readonly Element[], { intake }: Policy): readonly Element[] {
  return intake.questions
    .filter(({ id }) => !READ_BY_US.includes(id))
    .map(({ id, text, why, choices }): Element => {
      const attributes = { label: text, ...(why === null ? {} : { description: why }) };
      if (choices.length > 0) return { type: 'dropdown', id, attributes: { ...attributes, options: [...choices] } };
      return { type: base.find((element) => element.id === id)?.type ?? 'input', id, attributes };
    });
}

/** The items that people tick; what a question of the form asks is ticked by its answer. */
function checklist(policy: Policy, asked: readonly unknown[]): readonly Element[] {
  const items = shownItems(policy).filter(({ id }) => !asked.includes(id));
  if (items.length === 0) return [];
  const attributes = {
    label: 'Checklist',
    description: 'For later: whoever responds ticks here what is done, by editing the issue.',
    options: [...new Set(items.map(({ text }) => text))].map((label) => ({ label })),
  };
  return [{ type: 'checkboxes', id: 'checklist', attributes }];
}

/** The element with other attributes; label and description stay first, as people write them. */
function withAttributes(element: Element, changed: Readonly<Record<string, unknown>>): Element {
  const { label, description, ...rest } = { ...element.attributes, ...changed };
  const texts = { ...(label === undefined ? {} : { label }), ...(description === undefined ? {} : { description }) };
  return { ...element, attributes: { ...texts, ...rest } };
}
