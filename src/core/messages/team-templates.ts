// A team's own words for a message: which there are was found out before the decision, which then carries them, so that a retry says the same.
import type { Decision } from '../decision.ts';
import type { Effect } from '../effects.ts';
import type { Message, MessageData, MessageValue, Override, TemplateName } from '../messages.ts';
import type { PolicyProblem } from '../policy/policy.ts';

/** Where a repository keeps its own templates, each as `<template>.md.hbs`; only the default branch's count. */
export const TEMPLATES_FOLDER = '.github/firebreak/templates';

/** The sound ones by template, and what is wrong with the others. */
export type TeamTemplates = {
  readonly overrides: Readonly<Partial<Record<TemplateName, Override>>>;
  readonly problems: readonly PolicyProblem[];
};

export const noTemplates: TeamTemplates = { overrides: {}, problems: [] };

/** The decision with the team's words in every message that has them, wherever it is said, also those inside others. */
export function inTeamWords(decision: Decision, { overrides }: TeamTemplates): Decision {
  if (Object.keys(overrides).length === 0) return decision;
  const worded = (message: Message): Message => {
    const own = Object.hasOwn(overrides, message.template) ? overrides[message.template] : undefined;
    const data = inData(message.data, worded);
    return own === undefined ? { ...message, data } : { ...message, data, override: own };
  };
  const said = <T extends { readonly message: Message }>(one: T): T => ({ ...one, message: worded(one.message) });
  const { effects, joins, tellings } = decision;
  return {
    ...decision,
    effects: effects.map((effect): Effect => ('message' in effect ? said(effect) : effect)),
    ...(joins === undefined ? {} : { joins: joins.map(said) }),
    ...(tellings === undefined ? {} : { tellings: tellings.map(said) }),
  };
}

type Worded = (message: Message) => Message;

function inData(data: MessageData, worded: Worded): MessageData {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inValue(value, worded)]));
}

function inValue(value: MessageValue, worded: Worded): MessageValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((one) => inValue(one, worded));
  if ('trusted' in value) return value;
  return isEmbedded(value) ? { embedded: worded(value.embedded) } : inData(value, worded);
}

function isList(value: MessageValue): value is readonly MessageValue[] {
  return Array.isArray(value);
}

function isEmbedded(value: object): value is { readonly embedded: Message } {
  return 'embedded' in value;
}
