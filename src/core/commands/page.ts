// `/page`: somebody beside the ladder is needed now, by the role that the policy maps to people (`S004-06`).
import { IN_THREAD } from '../incident/discreet.ts';
import { mentionable } from '../incident/mentions.ts';
import { isActive } from '../incident/transitions.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { handlesOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { refused } from './command.ts';
import { asTyped } from './grammar/word-meant.ts';
import { nearest } from './nearest.ts';

export const page: Command = {
  name: 'page',
  usage: '/page <contact> [reason]',
  summary: 'Page a role or contact of the policy now, beside the ladder.',
  group: 'people',
  examples: ['/page security', '/page database the primary does not come back'],
  args: [{ name: 'contact', kind: 'word', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide({ incident, line, policy, now, actor, isOpenToAll }: CommandInput): Outcome {
  const typed = (line.args[0] ?? '').toLowerCase();
  const known = contactsOf(policy);
  const contact = known.find((name) => name.toLowerCase() === typed);
  if (contact === undefined) return refused(unknownContact(line.args[0] ?? '', policy));
  if (!isActive(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'A declared incident that is not over',
        next: incident.status === 'reported' ? 'Comment `/ack` first' : 'Comment `/reopen` first',
      }),
    );
  const people = handlesOf(policy, [contact]);
  if (people.length === 0) {
    const reached = policy.contacts.find(({ id }) => id === contact)?.primary ?? null;
    const how = reached === null ? '' : ` Reach them by ${inert(reached)}.`;
    return refused(problem('nobody-mapped', { who: `${inert(contact)}.${how}`.replace(/\.$/, '') }));
  }
  const whom = mentionable(incident, people, policy.mentions.perHour, now);
  if (whom.length === 0)
    return refused(problem('mentioned-enough', { who: inert(contact), most: String(policy.mentions.perHour) }));
  const reason = incident.security && isOpenToAll ? IN_THREAD : line.text;
  const why = line.text === null ? '' : `: ${inert(reason ?? '')}`;
  return {
    kind: 'done',
    changes: [
      { kind: 'paged', keys: [], whom },
      ...(line.text === null ? [] : [{ kind: 'noted' as const, text: `Paged ${contact}: ${line.text}` }]),
    ],
    replies: [],
    page: { whom, said: trusted(`${actor.login} needs ${inert(contact)} here${why}`) },
  };
}

/** Contacts with their backups, roles, and whoever is mapped. */
function contactsOf({ contacts, roles, people }: Policy): readonly string[] {
  const named = contacts.flatMap(({ id, hasBackup }) => (hasBackup ? [id, `${id}-backup`] : [id]));
  return [...new Set([...named, ...roles.map(({ id }) => id), ...Object.keys(people)])];
}

/** Names in one answer. */
const MOST_LISTED = 12;

/** What can be paged, and of it what was meant: of names that are all unlike it none, since the wrong people would be woken. */
function unknownContact(typed: string, policy: Policy): Problem {
  const names = contactsOf(policy).filter((name) => handlesOf(policy, [name]).length > 0);
  const listed = names.slice(0, MOST_LISTED).map((name) => codeSpan(name));
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more of the policy` : '';
  const lower = names.map((name) => name.toLowerCase());
  const near = names[lower.indexOf(nearest(typed.toLowerCase(), lower) ?? '')];
  const next = near === undefined ? 'Comment `/page` with one of these' : `Comment ${codeSpan(`/page ${near}`)}`;
  return problem('unknown-contact', {
    typed: asTyped(typed),
    contacts:
      names.length === 0
        ? 'A contact or role of the policy; nobody is mapped to any'
        : `One of ${listed.join(', ')}${more}`,
    next: names.length === 0 ? 'Map people under `people` in `.github/firebreak.yml`' : next,
  });
}
