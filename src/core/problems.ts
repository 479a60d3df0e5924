// Everything that can go wrong for a person, as a table: what happened, what was expected, what to do next.
import type { MessageValue } from './messages.ts';
import { trusted } from './messages.ts';

/** A refusal in three parts. Bare strings in it are people's text and are made inert when rendered. */
export type Problem = {
  readonly code: ProblemCode;
  readonly happened: MessageValue;
  readonly expected: MessageValue;
  readonly next: MessageValue;
};

type Words = { readonly happened: string; readonly expected: string; readonly next: string };

/** Each sentence is our own; `{name}` is filled with a value, quoted where a person typed it. */
const table = {
  'not-allowed': {
    happened: 'You may not do this here.',
    expected: 'Allowed ({rule}): {who}.',
    next: 'Ask one of them to comment it, or to change the policy.',
  },
  'not-allowed-for-now': {
    happened: 'You may not do this here while the policy file cannot be relied on.',
    expected: 'Until it is put right, allowed ({rule}): {who}.',
    next: 'Ask one of them to comment it. The status card says what is wrong with {file}; when that is put right, comment it again.',
  },
  'permission-unknown': {
    happened: 'GitHub did not say what role you have, so this was not done.',
    expected: 'Allowed ({rule}): {who}.',
    next: 'Comment it again in a minute.',
  },
  'unknown-level': {
    happened: 'There is no such severity.',
    expected: 'One of {levels}.',
    next: 'Comment {suggestion}.',
  },
  'unknown-status': {
    happened: 'There is no such status.',
    expected: 'One of {statuses}.',
    next: 'Comment {suggestion}.',
  },
  'use-command': {
    happened: 'That status has a command of its own.',
    expected: '{suggestion}.',
    next: 'Comment {suggestion}.',
  },
  'wrong-status': {
    happened: 'The incident is {status}, and this cannot follow.',
    expected: '{expected}.',
    next: '{next}.',
  },
  'unknown-person': {
    happened: 'GitHub knows no such account.',
    expected: 'A login such as {example}.',
    next: 'Check the spelling and comment it again.',
  },
  'unknown-role': {
    happened: 'That is no role of this policy.',
    expected: 'One of {roles}.',
    next: 'Comment {suggestion}.',
  },
  'comment-changed': {
    happened: 'The comment was edited before it could be carried out, so nothing was done.',
    expected: 'Commands run as first written; edits never run.',
    next: 'Post a new comment.',
  },
  'too-late': {
    happened: 'This was found {minutes} minutes after it was written, so it was not done.',
    expected: 'This command is carried out within 15 minutes or not at all.',
    next: 'Say it again if it still holds.',
  },
  'no-other-policy': {
    happened: 'This incident goes by the policy of the default branch already: there is nothing to accept.',
    expected: '',
    next: 'Comment `/policy` to see which it is.',
  },
  'broken-policy': {
    happened: 'The policy on the default branch has mistakes, so there is none to accept.',
    expected: '',
    next: 'Correct it first: `/policy` says what is wrong and where.',
  },
  'unknown-policy-word': {
    happened: '{word} is nothing that `/policy` knows, so nothing was done.',
    expected: '`/policy` shows the policy, `/policy accept` takes the newer one.',
    next: 'Comment one of these.',
  },
  'not-commander': {
    happened: 'Only the commander takes another policy for an incident that is under way.',
    expected: '{commander}.',
    next: '{ask} with `/ic @you`. Who may override a gate: `/policy accept --force <reason>`.',
  },
  'nothing-to-say': { happened: 'There is no text.', expected: '{usage}.', next: 'Comment it again with a text.' },
  'not-built': {
    happened: 'This is not built yet, so nothing was done.',
    expected: 'What is there: `/help`.',
    next: 'Do it by hand, and keep it in the record with `/note <what you did>`.',
  },
  grammar: { happened: '{message}', expected: '', next: '' },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof table;

/** Fills a row of the table. Values are trusted Markdown: wrap people's words in a code span before they come here. */
export function problem(code: ProblemCode, values: Readonly<Record<string, string>> = {}): Problem {
  const words = table[code];
  return {
    code,
    happened: trusted(fill(words.happened, values)),
    expected: trusted(fill(words.expected, values)),
    next: trusted(fill(words.next, values)),
  };
}

/** Every code, for the contract test. */
export const problemCodes = Object.keys(table) as readonly ProblemCode[];

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
