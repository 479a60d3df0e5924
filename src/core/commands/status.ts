// `/status`: where the response stands, in the canonical words or the policy's aliases. Mitigation never waits for a cause.
import { through } from '../checklist/through.ts';
import { watchedFor } from '../clock/monitoring.ts';
import type { Change } from '../incident/change.ts';
import { type Incident, type MitigationOutcome, outcomes, type Status, statuses } from '../incident/record.ts';
import { mayFollow } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { findStatus } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { refused } from './command.ts';
import { asTyped, suggested, wordMeant } from './grammar/word-meant.ts';
import { otherFormOf } from './nearest.ts';

const settable = ['investigating', 'identified', 'mitigating', 'monitoring'] as const satisfies readonly Status[];

/** Statuses that are reached by a command of their own. */
const ownCommand: Readonly<Partial<Record<Status, string>>> = {
  resolved: 'resolve',
  closed: 'close',
  declined: 'decline',
  duplicate: 'duplicate',
};

export const status: Command = {
  name: 'status',
  usage: '/status <status> [note] [outcome=]',
  summary: 'Say where the response stands: investigating, identified, mitigating or monitoring.',
  group: 'respond',
  examples: [
    '/status mitigating rolling back to v2.3.3',
    '/status identified',
    '/status monitoring outcome=partial exports are still slow',
  ],
  args: [{ name: 'status', kind: 'status', required: true }],
  options: [{ name: 'outcome', kind: 'word' }],
  flags: [],
  freeText: { name: 'note', required: false },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) =>
    incident.status === 'investigating' && incident.milestones.acknowledged !== null ? '/status mitigating' : null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, policy, all } = input;
  const typed = line.args[0] ?? '';
  const wanted = findStatus(policy, typed);
  const target = settable.find((name) => name === wanted);
  const own = wanted === null ? null : commandFor(wanted, all);
  if (target === undefined && own !== null) return refused(problem('use-command', { suggestion: codeSpan(own) }));
  if (target === undefined) {
    return refused(
      problem('unknown-status', {
        word: asTyped(typed),
        statuses: settable.map((name) => inOwnWords(policy, name)).join(', '),
        suggestion: suggestionFor(typed, input),
      }),
    );
  }
  if (!mayFollow(incident.status, target)) {
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'An open incident',
        next: 'Comment `/reopen` first',
      }),
    );
  }
  const outcome = outcomeIn(line.options['outcome']);
  if (outcome === undefined)
    return refused(problem('unknown-outcome', { word: asTyped(line.options['outcome'] ?? '') }));
  const restored: readonly Change[] = outcome === null ? [] : [{ kind: 'restored', outcome }];
  return through(input, { changes: [...changes(input, target), ...restored], replies: [] });
}

/** How far the service is back (`S002-20`): null where it is not said, undefined where it is none of the words. */
function outcomeIn(typed: string | undefined): MitigationOutcome | null | undefined {
  if (typed === undefined) return null;
  return outcomes.find((outcome) => outcome === typed.toLowerCase());
}

/** A near word; another form of one (`mitigated`) counts only for a status that the incident has not left, lest it goes back. */
function suggestionFor(typed: string, { incident, policy, all }: CommandInput): string {
  const known: readonly Status[] = [...settable, 'resolved', 'closed', 'declined', 'duplicate'];
  const words = [...known, ...Object.keys(policy.aliases), ...known.flatMap((name) => policy.statusWords[name] ?? [])];
  const ahead = words.filter((word) => statuses.indexOf(meantBy(policy, word)) >= statuses.indexOf(incident.status));
  const near = wordMeant(typed, words) ?? wordMeant(typed, ahead, otherFormOf);
  const own = near === null ? null : commandFor(meantBy(policy, near), all);
  return own === null ? suggested('/status', near) : codeSpan(own);
}

function meantBy(policy: Policy, word: string): Status {
  return findStatus(policy, word) ?? 'reported';
}

/** The canonical word, and what the policy calls it: `mitigating` (also `Fixing`, `contain`). */
function inOwnWords(policy: Policy, name: Status): string {
  const aliases = Object.entries(policy.aliases).flatMap(([word, status]) => (status === name ? [word] : []));
  const own = [policy.statusWords[name] ?? name, ...aliases].filter((word) => word.toLowerCase() !== name);
  const also = own.slice(0, MOST_WORDS).map((word) => codeSpan(word));
  return also.length === 0 ? codeSpan(name) : `${codeSpan(name)} (also ${also.join(', ')})`;
}

/** Words that a refusal lists for one status. */
const MOST_WORDS = 4;

function changes({ line, incident, policy }: CommandInput, target: (typeof settable)[number]) {
  const declare = incident.milestones.declared === null ? [{ kind: 'declared' as const }] : [];
  if (target === incident.status) return [...declare, ...again(incident, policy, line.text)];
  if (target === 'identified' && incident.status === 'monitoring')
    return [{ kind: 'identified' as const, note: line.text }];
  const window = watchedFor(incident, policy)?.window.min ?? null;
  if (target !== 'monitoring' || window === null)
    return [...declare, { kind: 'status' as const, status: target, note: line.text }];
  const note = line.text === null ? [] : [{ kind: 'noted' as const, text: line.text }];
  return [...declare, { kind: 'monitoring' as const, window }, ...note];
}

/** Said again while the fix is watched, a note is what came back: the window begins anew (`S003-21`). */
function again(incident: Incident, policy: Policy, note: string | null): readonly Change[] {
  if (note === null) return [];
  const window = watchedFor(incident, policy)?.window ?? null;
  if (incident.monitoring === null || window === null) return [{ kind: 'noted', text: note }];
  return [{ kind: 'recurred', window: window.min, most: window.max, note }];
}

function commandFor(wanted: Status, all: readonly Command[]): string | null {
  const name = ownCommand[wanted];
  return all.find((command) => command.name === name)?.usage ?? null;
}
