// `/postmortem`: the document as a pull request, its generated parts written anew; when it is discussed and that it was, what was learned shared, or said that none is written (DESIGN section 5, S003-38, S004-20).
import type { Incident, Status } from '../incident/record.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { type Problem, problem } from '../problems.ts';
import { compare, minuteInUtc, plus } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { meetingMeant } from './grammar/meeting-meant.ts';
import type { ParsedLine } from './parse.ts';

export const postmortem: Command = {
  name: 'postmortem',
  usage: '/postmortem [start] [meeting <when>] [debriefed] [share] [waive <reason>]',
  summary:
    'Open the pull request with the postmortem, or write what is generated of it anew. `meeting` says when it is discussed, `debriefed` that it was, `share` tells everybody what was learned once it is published; `waive` says that none is written.',
  group: 'learn',
  examples: [
    '/postmortem',
    '/postmortem meeting 2026-12-02 15:00',
    '/postmortem share',
    '/postmortem waive A test of the alarm, nobody was affected',
  ],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  slow: true,
  late: 'run',
  right: 'respond',
  rightFor: (line) => (asked(line).word === 'waive' ? 'override' : 'respond'),
  usefulNow,
  decide,
};

/** First words by what they ask for; whoever types one of another form means the same. */
const WORDS = {
  start: /^start[.!]?$/i,
  waive: /^waive\b[ \t:]*/i,
  meeting: /^(?:meeting|meet|schedule[d]?|debrief(?=\s+\S))\b[ \t:]*/i,
  debriefed: /^debrief(?:ed)?\b[ \t:.!]*/i,
  share: /^share[d]?[.!]?$/i,
} as const;

type Asked = { readonly word: keyof typeof WORDS | 'other'; readonly rest: string };

/** What the line asks for, and what it says behind that. */
function asked({ text }: ParsedLine): Asked {
  const said = text?.trim() ?? '';
  if (said === '') return { word: 'start', rest: '' };
  const words: readonly (keyof typeof WORDS)[] = ['start', 'waive', 'meeting', 'debriefed', 'share'];
  const word = words.find((one) => WORDS[one].test(said));
  return word === undefined ? { word: 'other', rest: said } : { word, rest: said.replace(WORDS[word], '').trim() };
}

function decide(input: CommandInput): Outcome {
  const { word, rest } = asked(input.line);
  switch (word) {
    case 'start':
      return unless(refusal(input), () => done([{ kind: 'postmortem-asked' }]));
    case 'waive':
      return waived(input, rest);
    case 'meeting':
      return unless(tooEarly(input), () => meeting(input, rest));
    case 'debriefed':
      return unless(tooEarly(input), () => debriefed(input, rest));
    case 'share':
      return shared(input);
    case 'other':
      return refused(problem('postmortem-what', {}));
  }
}

function unless(against: Problem | null, outcome: () => Outcome): Outcome {
  return against === null ? outcome() : refused(against);
}

function waived({ incident }: CommandInput, reason: string): Outcome {
  const usage = codeSpan('/postmortem waive <reason>');
  if (reason === '') return refused(problem('nothing-to-say', { usage }));
  if (incident.postmortem?.state === 'published') return refused(published(incident));
  return done([{ kind: 'postmortem-waived', reason }]);
}

/** A meeting is no plan for longer. */
const FARTHEST = 'PT8784H';

/** One that is past was held. */
function meeting(input: CommandInput, text: string): Outcome {
  const { now, policy, incident } = input;
  const on = meetingMeant(text, now, policy);
  const example = codeSpan('/postmortem meeting 2026-12-02 15:00');
  if (on === null || compare(on, plus(now, FARTHEST)) > 0) return refused(problem('meeting-when', { example }));
  if (compare(on, incident.milestones.declared ?? now) < 0) return refused(problem('meeting-before', { example }));
  if (compare(on, now) <= 0) return done([{ kind: 'debriefed', on }]);
  const said = `The postmortem is discussed on ${minuteInUtc(on)}. When that was done, comment ${codeSpan('/postmortem debriefed')}.`;
  return done([{ kind: 'meeting-set', on }], { said: { text: trusted(said) } });
}

/** Just now, where nothing is said of when; with a time that is to come it is a meeting. */
function debriefed(input: CommandInput, when: string): Outcome {
  return when === '' ? done([{ kind: 'debriefed', on: input.now }]) : meeting(input, when);
}

/** Once: who asks again is told that it was. Read again from the thread, it was done then. */
function shared({ incident, isReplay }: CommandInput): Outcome {
  const { postmortem: known, debrief } = incident;
  const before = debrief?.shared;
  if (before !== undefined) {
    const text = `What was learned was shared on ${minuteInUtc(before.at)} by ${codeSpan(before.by)}, and is not told again.`;
    return done([], { said: { text: trusted(text) } });
  }
  if (isReplay !== true && known?.state !== 'published')
    return refused(problem('not-published-yet', { next: nextOf(incident) }));
  return done([{ kind: 'learning-shared' }]);
}

function nextOf({ postmortem: known, status }: Incident): string {
  const pull = known?.pull?.number;
  if (known?.state === 'open') return `Merge #${pull ?? 0}, which publishes it, then comment \`/postmortem share\``;
  if (known?.state === 'waived') return 'None is written, as somebody says: `/postmortem` has it written all the same';
  return isOver(status) || status === 'resolved'
    ? 'Comment `/postmortem`, answer what its pull request asks, and merge it'
    : nextAt(status);
}

function usefulNow({ status, postmortem: known, debrief }: Incident): string | null {
  if (status !== 'resolved' && status !== 'closed') return null;
  if (known === undefined) return '/postmortem';
  return known.state === 'published' && debrief?.shared === undefined ? '/postmortem share' : null;
}

/** Before the service is back there are other things to do. What is read again from the thread was let through then. */
function tooEarly({ incident: { status }, isReplay }: CommandInput): Problem | null {
  if (isReplay === true || status === 'resolved' || status === 'closed') return null;
  return problem('wrong-status', { status, expected: 'An incident that is resolved', next: nextAt(status) });
}

function refusal(input: CommandInput): Problem | null {
  const { incident, keepsOthers, isReplay } = input;
  if (isReplay === true) return null;
  if (!keepsOthers) return problem('postmortem-needs-app', {});
  return tooEarly(input) ?? (incident.postmortem?.state === 'published' ? published(incident) : null);
}

function nextAt(status: Status): string {
  if (!isActive(status)) return 'Write it in the thread of an incident that is one';
  return 'Comment `/resolve` first; until then `/note`, `/decision` and `/cause` keep what it will be written from';
}

function published({ postmortem: known }: Incident): Problem {
  return problem('postmortem-published', { pull: `#${known?.pull?.number ?? 0}` });
}
