// `/action`: what is to be done so that it does not happen again, with owner, due date and type, as an issue under the incident's (S002-32, S003-28, S003-29, S004-19).

import { type DeadlineAmendment, deadlineOfIssue } from '../incident/deadline-change.ts';
import type { Incident, Person } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import type { ReplyPart } from '../messages.ts';
import { trusted } from '../messages.ts';
import { onsetOf } from '../mitigation/look-back.ts';
import { actionTypes, type NamedType, typeNamed } from '../postmortem/action-item.ts';
import type { DueFault } from '../postmortem/due-date.ts';
import { dueIn } from '../postmortem/due-date.ts';
import { vagueOpener } from '../postmortem/vague-action.ts';
import { type Problem, type ProblemCode, problem } from '../problems.ts';
import { spanInWords } from '../span-words.ts';
import type { Timestamp } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, loginOf, personIn, refused } from './command.ts';

export const action: Command = {
  name: 'action',
  usage: '/action <what> [owner=@user] [due=<date>] [type=<type>]',
  summary:
    'Put an action item on record, with an issue under the incident’s; `/action #<issue>` changes owner, date or type of one.',
  group: 'learn',
  examples: [
    '/action Add an alert for an error rate above 5% owner=@reviewer due=2026-03-20 type=detect',
    '/action Document the rollback due="2 business days"',
    '/action #41 owner=@lead due=3/27',
  ],
  args: [],
  options: [
    { name: 'owner', kind: 'user' },
    { name: 'due', kind: 'time' },
    { name: 'type', kind: 'word' },
  ],
  flags: [],
  freeText: { name: 'what', required: false },
  late: 'run',
  right: 'respond',
  people: ({ options }) => ownerTyped(options),
  standings: ({ options }) => ownerTyped(options),
  usefulNow: (incident) =>
    incident.status === 'resolved' && incident.followUps.length === 0 ? '/action <what> owner=@user due=<date>' : null,
  decide,
};

/** More are none that anybody does (PagerDuty: be careful with too many; E20). */
export const MOST_OPEN = 25;

function decide(input: CommandInput): Outcome {
  const what = input.line.text?.trim() ?? '';
  if (what === '')
    return refused(problem('nothing-to-say', { usage: codeSpan('/action <what> owner=@user due=<date>') }));
  const read = saidIn(input);
  if ('fault' in read) return refused(read.fault);
  const number = /^#?(\d{1,9})$/.exec(what)?.[1];
  const against = refusal(input.incident, number === undefined);
  if (against !== null) return refused(against);
  return number === undefined ? added(what, read.said, input) : amended(Number(number), read.said, input);
}

/** What the options say; `told`: of an owner who cannot be one. */
type Said = {
  readonly owner: Person | null;
  readonly due: Timestamp | null;
  readonly type: NamedType | null;
  readonly told: readonly string[];
};

type Read = { readonly said: Said } | { readonly fault: Problem };

function saidIn(input: CommandInput): Read {
  const { line, policy, incident, now } = input;
  const { due: day, type: word } = line.options;
  const due = day === undefined ? null : dueIn(day, { incident: onsetOf(incident, now), now, calendar: policy });
  if (due !== null && 'fault' in due)
    return { fault: problem(DUE_PROBLEMS[due.fault], { example: codeSpan('/action … due=2026-03-20') }) };
  const kinds = policy.postmortem.followUps;
  const type = word === undefined ? null : typeNamed(word, kinds);
  if (word !== undefined && type === null)
    return { fault: problem('unknown-action-type', { types: typesInWords(kinds) }) };
  return { said: { ...ownerIn(input), due: due?.at ?? null, type } };
}

const DUE_PROBLEMS = {
  unknown: 'unknown-action-due',
  'before-incident': 'action-due-before',
  past: 'action-due-past',
  'too-far': 'action-due-too-far',
} as const satisfies Readonly<Record<DueFault, ProblemCode>>;

function typesInWords(kinds: readonly string[]): string {
  const own = kinds.map((kind, index) => `${codeSpan(`type=${index + 1}`)} (${codeSpan(kind, { max: 80 })})`);
  return [...actionTypes.map((type) => codeSpan(type)), ...own].join(', ');
}

function ownerTyped({ owner }: Readonly<Record<string, string>>): readonly string[] {
  return owner === undefined ? [] : [loginOf(owner)];
}

/** Whoever does not exist or may not even read here owns nothing; who only reads is named, and GitHub may not assign it to them. */
function ownerIn({ line, people, standings = {}, isOpenToAll }: CommandInput): Pick<Said, 'owner' | 'told'> {
  const typed = line.options['owner'];
  if (typed === undefined) return { owner: null, told: [] };
  const owner = personIn(people, typed);
  const named = codeSpan(loginOf(typed));
  if (owner === null) return { owner, told: [`GitHub knows no account ${named}, so nobody was made its owner.`] };
  const login = loginOf(typed);
  const may = Object.hasOwn(standings, login) ? standings[login]?.permission : undefined;
  if (may === 'none')
    return { owner: null, told: [`${named} has no access to this repository any more, so nobody was made its owner.`] };
  const isOutside = may === 'read' && isOpenToAll;
  return { owner, told: isOutside ? [`${named} may only read here: GitHub may not assign the issue to them.`] : [] };
}

function refusal({ status, followUps }: Incident, isNew: boolean): Problem | null {
  const isDeclared = status !== 'reported' && status !== 'declined' && status !== 'duplicate';
  if (!isDeclared)
    return problem('wrong-status', {
      status,
      expected: 'A declared incident',
      next: status === 'reported' ? 'Comment `/ack` first' : 'Open an issue for it by hand',
    });
  const open = followUps.filter((item) => item.done === null).length;
  return isNew && open >= MOST_OPEN ? problem('too-many-actions', { most: String(MOST_OPEN) }) : null;
}

function added(what: string, said: Said, input: CommandInput): Outcome {
  const { incident } = input;
  const item = { id: nextActionId(incident), what, due: said.due, done: null, ...amendmentOf({ ...said, due: null }) };
  return done(
    [{ kind: 'deadline-set', list: 'followUps', item }],
    ...spoken([...said.told, ...asks(what, said, input)]),
  );
}

/** A name for the next one, that no other has had: those that are done leave the record one day, the newest last. */
export function nextActionId({ followUps }: Incident): string {
  const numbers = followUps.map(({ id }) => Number(/^action-(\d{1,6})$/.exec(id)?.[1] ?? 0));
  return `action-${Math.max(0, ...numbers) + 1}`;
}

function amended(number: number, said: Said, { incident }: CommandInput): Outcome {
  const found = deadlineOfIssue(incident, number);
  if (found === null) return refused(problem('unknown-follow-up', { number: String(number) }));
  const to = amendmentOf(said);
  if (Object.keys(to).length === 0 && said.told.length === 0)
    return refused(
      problem('nothing-to-amend', {
        number: String(number),
        usage: codeSpan(`/action #${number} owner=@user due=<date> type=<type>`, { max: 100 }),
      }),
    );
  const change = { kind: 'deadline-amended', list: found.list, id: found.id, to } as const;
  return done(Object.keys(to).length === 0 ? [] : [change], ...spoken(said.told));
}

function amendmentOf({ owner, due, type }: Pick<Said, 'owner' | 'due' | 'type'>): DeadlineAmendment {
  return {
    ...(owner === null ? {} : { owner }),
    ...(due === null ? {} : { due }),
    ...(type === null ? {} : { type: type.type, ...(type.kind === null ? {} : { ofKind: type.kind }) }),
  };
}

/** What is missing is asked for and never holds it up; what begins so that nobody can tell when it is done gets a hint (E11). */
function asks(what: string, { owner, due }: Said, { incident, policy }: CommandInput): readonly string[] {
  const leads = incident.roles['commander'];
  const within = policy.postmortem.followUpWithin;
  const vague = vagueOpener(what);
  const missing = [...(owner === null ? ['`owner=@user`'] : []), ...(due === null ? ['`due=<date>`'] : [])];
  const until = [
    ...(owner !== null ? [] : [leads === undefined ? 'nobody has it' : `it is ${leads.login}’s, who leads`]),
    ...(due !== null
      ? []
      : [within === null ? 'it has no deadline' : `it is due ${spanInWords(within)} of the resolution`]),
  ];
  return [
    ...(missing.length === 0
      ? []
      : [
          `On record. It says no ${missing.join(' and no ')}: until you add it with ${codeSpan(`/action #<its issue> ${missing.map((one) => one.replaceAll('`', '')).join(' ')}`, { max: 100 })}, ${until.join(' and ')}.`,
        ]),
    ...(vague === null
      ? []
      : [
          `It begins with “${vague}”: nobody can tell when that is done. Say what will be there then, such as “Add an alert for an error rate above 5%”.`,
        ]),
  ];
}

function spoken(lines: readonly string[]): readonly ReplyPart[] {
  return lines.map((text) => ({ said: { text: trusted(text) } }));
}
