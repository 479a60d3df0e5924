// `/snooze`: reminders are put off for a while, with a reason; the worst level's escalation goes on all the same.
import { escalations } from '../clock/ladder.ts';
import { pagesHeldUntil } from '../clock/put-off.ts';
import { isActive } from '../incident/transitions.ts';
import { snoozed } from '../incident/watching.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import { compare, inWords, minuteInUtc, parseDuration, plus, type Timestamp } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { lengthOfWords } from './grammar/time-meant.ts';

export const snooze: Command = {
  name: 'snooze',
  usage: '/snooze <duration> [reason]',
  summary:
    'Put reminders and further steps of the ladder off for a while; at the worst severity people are paged all the same.',
  group: 'tell',
  examples: ['/snooze 30m the restore runs until 14:00', '/snooze 1h'],
  args: [{ name: 'duration', kind: 'duration', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, policy, now } = input;
  const { limit } = policy.snooze;
  const length = parseDuration(line.args[0] ?? '');
  const until = length === null ? now : plus(now, length);
  if (compare(until, now) <= 0 || compare(until, plus(now, limit)) > 0)
    return refused(
      problem('unknown-duration', {
        expected: `A length of at most ${inWords(limit)}, such as \`30m\` (the policy’s \`snooze.limit\`)`,
        example: codeSpan(`/snooze ${length === null ? lengthMeant(line) : '30m why it can wait'}`),
      }),
    );
  if (!isActive(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'A declared incident that is not over: only there people are reminded',
        next: incident.status === 'reported' ? 'Comment `/ack` first' : 'There is nothing to put off',
      }),
    );
  return done([{ kind: 'snoozed', until, reason: line.text }], ...answers(input, until));
}

/** `15 min …` as it is read: the length is one word. */
function lengthMeant({ args, text }: CommandInput['line']): string {
  const length = lengthOfWords(args[0] ?? '', text ?? '');
  return length === null ? '30m why it can wait' : `${length.said} ${length.behind || 'why it can wait'}`;
}

/** What whoever says it must know: the ladder that goes on all the same, and that a reason is missing. */
function answers({ line, incident, policy, now, actor }: CommandInput, until: Timestamp): readonly ReplyPart[] {
  const after = snoozed(incident, { kind: 'snoozed', until, reason: null }, { at: now, by: actor, comment: null });
  const held = pagesHeldUntil(after, policy);
  const limit = inWords(policy.snooze.limit);
  const isAnswered = incident.ladder.answered !== null;
  const isTold = !isAnswered || escalations(after, policy).length > 0;
  const why = isAnswered ? 'An acknowledgement does not end every step of it' : 'Nobody has acknowledged';
  const next = isAnswered ? '' : ' Comment `/ack` if you are on it.';
  const ladder = `${why}, so the ladder is put off until ${minuteInUtc(held ?? until)} at most (${limit} after the first \`/snooze\`): this moves reminders only.${next}`;
  const reason = 'No reason was given: comment `/note` with why it can wait.';
  return [
    ...(isTold && held !== null && compare(held, until) < 0 ? [{ said: { text: trusted(ladder) } }] : []),
    ...(line.text === null ? [{ said: { text: trusted(reason) } }] : []),
  ];
}
