// What is left off a card that is too long for a comment, least needed first; the card says what, and where it is to be read.
import type { Message, MessageData, MessageValue } from '../messages.ts';

type Step = { readonly what: string; readonly without: (data: MessageData) => MessageData };

/** Longest text of a checklist's item on a card that is too long. */
const SHORT_ITEM = 60;

const steps: readonly Step[] = [
  { what: 'references (in the policy)', without: (data) => ({ ...data, references: [], access: [] }) },
  { what: 'mitigations (in the policy)', without: (data) => ({ ...data, mitigations: [], strategies: [] }) },
  { what: 'steps of the phase (in the policy)', without: (data) => ({ ...data, steps: [] }) },
  { what: 'contacts (in the policy)', without: (data) => ({ ...data, contacts: [] }) },
  { what: 'quick reference (in the policy)', without: (data) => ({ ...data, quick: [] }) },
  { what: 'update in the words of the runbook (in the thread)', without: (data) => ({ ...data, words: null }) },
  { what: 'older timeline (in the thread)', without: (data) => ({ ...data, ...lastOf(data, 4) }) },
  { what: 'ends of checklist items (in the policy)', without: (data) => ({ ...data, ...shortItems(data) }) },
  { what: 'what changed (`/changes` shows it)', without: (data) => ({ ...data, changes: null }) },
  { what: 'ticked checklist items (in the policy)', without: (data) => ({ ...data, ...openItems(data) }) },
  { what: 'what is owed afterwards (in the issues under this one)', without: (data) => ({ ...data, owed: null }) },
  { what: 'timeline (in the thread)', without: (data) => ({ ...data, ...lastOf(data, 0) }) },
  { what: 'checklist (in the policy)', without: (data) => ({ ...data, checklist: [], ticked: [], total: 0 }) },
  {
    what: 'notices',
    without: (data) => ({ ...data, notices: listIn(data, 'notices').slice(0, 2), missing: [], overridden: [] }),
  },
  { what: 'runbook', without: (data) => ({ ...data, runbook: null, phase: null, unfilled: '', redFlag: null }) },
  { what: 'roles', without: (data) => ({ ...data, roles: [], principle: null }) },
];

/** Labels of steps that a later one covers. */
const covered: Readonly<Record<string, readonly string[]>> = {
  'timeline (in the thread)': ['older timeline (in the thread)'],
  'checklist (in the policy)': ['ends of checklist items (in the policy)', 'ticked checklist items (in the policy)'],
};

/** The card, and ever shorter ones; the last has only what an incident is. */
export function* everShorter(card: Message): Generator<Message> {
  yield card;
  let { data } = card;
  let leftOut: readonly string[] = [];
  for (const { what, without } of steps) {
    const next = without(data);
    if (JSON.stringify(next) === JSON.stringify(data)) continue;
    data = next;
    leftOut = [...leftOut.filter((before) => !covered[what]?.includes(before)), what];
    yield { ...card, data: { ...data, leftOut: leftOut.join(', ') } };
  }
}

/** The card that also says that the text of the incident's policy is not on it. */
export function sayingPolicyIsLost(card: Message): Message {
  return { ...card, data: { ...card.data, policyLost: true } };
}

function lastOf(data: MessageData, most: number): MessageData {
  const entries = listIn(data, 'timeline');
  const earlier = typeof data['earlier'] === 'number' ? data['earlier'] : 0;
  return {
    timeline: entries.slice(Math.max(0, entries.length - most)),
    earlier: earlier + Math.max(0, entries.length - most),
  };
}

function shortItems(data: MessageData): MessageData {
  return {
    checklist: listIn(data, 'checklist').map((item) =>
      isItem(item) && item.text.length > SHORT_ITEM
        ? { ...item, text: `${item.text.slice(0, SHORT_ITEM - 1).toWellFormed()}…` }
        : item,
    ),
  };
}

function openItems(data: MessageData): MessageData {
  const isOpen = (item: MessageValue) => !isItem(item) || !(item.done || item.notApplicable);
  return { checklist: listIn(data, 'checklist').filter(isOpen), ticked: [] };
}

type Item = MessageData & { readonly text: string; readonly done: MessageValue; readonly notApplicable: MessageValue };

function isItem(value: MessageValue): value is Item {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value['text'] === 'string';
}

function listIn(data: MessageData, name: string): readonly MessageValue[] {
  const value = data[name];
  return Array.isArray(value) ? value : [];
}
