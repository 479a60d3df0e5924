// `/duplicate`: this incident joins another one of the repository, which keeps the earliest start.
import type { OtherIssue } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { isActive, isOver, mayFollow } from '../incident/transitions.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { findLevel } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { levelOfLabel, statusAmong } from '../policy/shown-as.ts';
import { type Problem, problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { refused } from './command.ts';

export const duplicate: Command = {
  name: 'duplicate',
  usage: '/duplicate <#n>',
  summary: 'This is the same incident as #n: it is closed, #n goes on with the earliest start of both.',
  group: 'respond',
  examples: ['/duplicate #12'],
  args: [{ name: '#n', kind: 'number', required: true }],
  options: [],
  flags: [],
  late: 'ask',
  right: 'respond',
  others: (line, issue) => {
    const number = numberIn(line.args[0] ?? '', issue);
    return number === null || number === issue.number ? [] : [number];
  },
  usefulNow: () => null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, others, keepsOthers } = input;
  const { issue } = incident;
  const number = numberIn(line.args[0] ?? '', issue);
  if (number === issue.number) return refused(problem('own-incident'));
  const other = number === null ? null : (others[number] ?? null);
  if (number === null || other === null || isElsewhere(line.args[0] ?? '', other))
    return refused(problem('unknown-issue', { example: codeSpan('/duplicate #12') }));
  const again = incident.status === 'duplicate' && incident.duplicateOf?.number === number;
  if (!again && (incident.status === 'duplicate' || !mayFollow(incident.status, 'duplicate')))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'An incident that is not resolved and not over',
        next:
          incident.status === 'resolved'
            ? `Comment \`/note\` to name #${number}, then \`/close\`; or \`/reopen\` first`
            : 'Comment `/note` to add to the record, or `/reopen` first',
      }),
    );
  const wrong = whyNot(number, other, input);
  if (wrong !== null) return refused(wrong);
  const kept = keepsOthers
    ? `#${number} is told in its thread and counts from the earlier start of the two.`
    : `A comment in #${number} says so, and what to do there: a workflow cannot change that record.`;
  const text = `This incident is a duplicate of #${number} and is closed; its timers have stopped. ${kept} Go on in #${number}.${worse(incident, other, input.policy)}`;
  const changes = again ? [] : [{ kind: 'duplicate' as const, of: other.issue }];
  return { kind: 'done', changes, replies: [{ said: { text: trusted(text) } }], joins: other.issue };
}

/** What to do when the incident that goes on is taken less seriously than this one; empty when it is not, or nobody can say. */
function worse({ level }: Pick<Incident, 'level'>, other: OtherIssue, policy: Policy): string {
  const here = findLevel(policy, level);
  const there = levelAmong(other, policy);
  if (here === null || (there !== null && there.rank <= here.rank)) return '';
  const theirs = there === null ? 'has no severity' : `is ${inert(there.name)}`;
  return ` This one is ${inert(here.name)}, #${other.issue.number} ${theirs}: unless that is right for both, comment ${codeSpan(`/severity ${here.name}`)} there.`;
}

/** The severity that another issue shows. */
function levelAmong({ labels }: OtherIssue, policy: Policy): Level | null {
  return labels.map((label) => levelOfLabel(policy, label)).find((level) => level !== null) ?? null;
}

function whyNot(number: number, other: OtherIssue, { policy, incident }: CommandInput): Problem | null {
  const labels = other.labels.map((label) => label.toLowerCase());
  if (!labels.includes(policy.labels.incident.toLowerCase())) return problem('no-incident', { number: String(number) });
  const status = statusAmong(policy, other.labels);
  if (status === 'reported')
    return problem('not-open', {
      number: String(number),
      status: 'only reported',
      next: `Comment \`/ack\` in #${number} to take it first, or \`/duplicate #${incident.issue.number}\` there`,
    });
  if (status === 'resolved' && other.state === 'open' && isActive(incident.status))
    return problem('not-open', {
      number: String(number),
      status,
      next: `Comment \`/reopen\` in #${number} first, or go on here`,
    });
  const over = status !== null && isOver(status) ? status : null;
  if (over === null && other.state === 'open') return null;
  const next =
    over === 'duplicate'
      ? `Look in #${number} which incident it is a duplicate of, and name that one`
      : `Reopen #${number} first (\`/reopen\` there), or go on here`;
  return problem('not-open', { number: String(number), status: over ?? 'closed', next });
}

/** `#12`, `12`, or the address of an issue of this repository; null for anything else. */
function numberIn(typed: string, { owner, repo }: { readonly owner: string; readonly repo: string }): number | null {
  const short = /^#?(\d{1,9})$/.exec(typed);
  if (short !== null) return Number(short[1]);
  const address = addressIn(typed);
  if (address === null) return null;
  const here = address.path.toLowerCase().startsWith(`/${owner}/${repo}/issues/`.toLowerCase());
  const number = /\/issues\/(\d{1,9})\/?$/.exec(address.path)?.[1];
  return here && number !== undefined ? Number(number) : null;
}

/** An address of the same path on another host is another repository's. */
function isElsewhere(typed: string, { url }: OtherIssue): boolean {
  const address = addressIn(typed);
  return address !== null && address.host.toLowerCase() !== (addressIn(url)?.host.toLowerCase() ?? '');
}

function addressIn(text: string): { readonly host: string; readonly path: string } | null {
  const match = /^<?https?:\/\/([^/\s]+)(\/[^\s?#>]*)/i.exec(text);
  return match === null ? null : { host: match[1] ?? '', path: match[2] ?? '' };
}
