/** A small table of commands with every feature of the grammar, so that its tests do not move with the product's table. */
import type { CommandSpec } from '../../../src/core/commands/spec.ts';

const BASE = {
  summary: '',
  group: 'respond',
  examples: [],
  late: 'run',
  args: [],
  options: [],
  flags: [],
} as const satisfies Partial<CommandSpec>;

/** Free text without arguments, text behind an argument, own options, optional arguments, open options, destructive, rest. */
export const SPECS: readonly CommandSpec[] = [
  { ...BASE, name: 'ack', usage: '/ack [note]', freeText: { name: 'note', required: false } },
  {
    ...BASE,
    name: 'severity',
    usage: '/severity <level> [reason]',
    args: [{ name: 'level', kind: 'level', required: true }],
    freeText: { name: 'reason', required: false },
  },
  {
    ...BASE,
    name: 'update',
    usage: '/update <text> [eta=] [impact=] [next=] [--public]',
    options: [
      { name: 'eta', kind: 'time' },
      { name: 'impact', kind: 'text' },
      { name: 'next', kind: 'text' },
    ],
    flags: ['public'],
    freeText: { name: 'text', required: true },
  },
  {
    ...BASE,
    name: 'note',
    usage: '/note [time] <text>',
    args: [{ name: 'time', kind: 'time', required: false }],
    freeText: { name: 'text', required: true },
  },
  {
    ...BASE,
    name: 'evidence',
    usage: '/evidence <for|against> <text>',
    args: [{ name: 'side', kind: 'word', required: true, choices: ['for', 'against'] }],
    freeText: { name: 'text', required: true },
  },
  {
    ...BASE,
    name: 'rollback',
    usage: '/rollback [environment] [to=<ref>] [because=]',
    destructive: true,
    late: 'ask',
    args: [{ name: 'environment', kind: 'word', required: false }],
    options: [
      { name: 'to', kind: 'word' },
      { name: 'because', kind: 'text' },
    ],
  },
  {
    ...BASE,
    name: 'role',
    usage: '/role <role> @user',
    args: [
      { name: 'role', kind: 'word', required: true },
      { name: 'user', kind: 'user', required: true },
    ],
  },
  {
    ...BASE,
    name: 'check',
    usage: '/check <item>…',
    args: [{ name: 'item', kind: 'word', required: true, rest: true }],
  },
  {
    ...BASE,
    name: 'run',
    usage: '/run <action> [key=value…]',
    openOptions: true,
    args: [{ name: 'action', kind: 'word', required: true }],
  },
  { ...BASE, name: 'ic', usage: '/ic @user', args: [{ name: 'user', kind: 'user', required: true }] },
  { ...BASE, name: 'resolve', usage: '/resolve [summary]', freeText: { name: 'summary', required: false } },
  { ...BASE, name: 'close', usage: '/close' },
  { ...BASE, name: 'help', usage: '/help [command]', args: [{ name: 'command', kind: 'word', required: false }] },
];
