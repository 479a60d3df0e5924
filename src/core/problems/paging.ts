// What can go wrong when a person escalates or pages: whoever does must know that nobody was told.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const pagingProblems = {
  'no-severity': {
    happened: 'The incident has no severity, so it has no ladder: nobody was told.',
    expected: 'A severity first, such as {example}.',
    next: 'Comment it; its first step is paged at once.',
  },
  'escalated-ticket': {
    happened: '{level} is a ticket for the backlog, which pages nobody: nobody was told.',
    expected: 'A worse severity first, such as {example}.',
    next: 'Comment it if this cannot wait; its first step is paged at once.',
  },
  'unknown-tier': {
    happened: 'The ladder has no step {said}, so nobody was told.',
    expected: 'One of {tiers}.',
    next: 'Comment `/escalate` for the next one, or with one of these.',
  },
  'ladder-ended': {
    happened: 'Every step of the ladder has told its people: {tiers}. Nobody was told again.',
    expected: 'A step that was not taken yet.',
    next: 'Comment `/page` with a role, mention somebody yourself, or call them.',
  },
  'told-before': {
    happened: '{tier} was told at {at} already, so nobody was told again.',
    expected: 'A step that was not taken yet; the policy may allow more (`mentions.per_step`).',
    next: 'Comment `/escalate` for the next step, or `/page` with the role to page it all the same.',
  },
  'nobody-mapped': {
    happened: 'Nobody was paged: the policy maps nobody who may read this issue to {who}.',
    expected: 'People under `people` in `.github/firebreak.yml`.',
    next: 'Mention or call somebody yourself, and map the role later.',
  },
  'mentioned-enough': {
    happened: 'Nobody was paged: {who} was mentioned here {most} times within the hour, which is the limit.',
    expected: 'Fewer mentions of the same people.',
    next: 'Call them, or page somebody else.',
  },
  'unknown-contact': {
    happened: 'The policy has no contact or role {typed}, so nobody was paged.',
    expected: '{contacts}.',
    next: '{next}, or mention somebody yourself.',
  },
  'edited-later': {
    happened: 'The comment was edited, and nothing of what it says now was done.',
    expected: 'Commands run as first written; edits never run.',
    next: 'Post a new comment.',
  },
  'app-cannot-lead': {
    happened: 'An app cannot say that somebody is on it, so nothing was acknowledged and people are paged as before.',
    expected:
      'A person who comments `/ack`, or a rule of the policy that names `ack` and this app (`authority.rules`).',
    next: 'Let whoever takes the incident comment `/ack`.',
  },
} as const satisfies Readonly<Record<string, Words>>;
