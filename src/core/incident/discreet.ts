// An incident without what people wrote about it: what a card may carry where everybody can read it. The thread has the texts.
import type { Changes } from './changes.ts';
import { isTime } from './eta.ts';
import { firstWords, mayBeginLater } from './first-words.ts';
import type { Freeze } from './freeze.ts';
import type { Hotfix } from './hotfix.ts';
import type { Plan } from './operation.ts';
import type { Deadline, Incident, TimelineEntry } from './record.ts';

/** What stands for somebody's text. */
export const IN_THREAD = '(in the thread)';

type Shown = (text: string, incident: Incident) => string;

/** Words of ours alone, with names of people and of the policy. */
const asItIs: Shown = (text) => text;

/** Somebody's text as a whole. */
const hidden = (what: string): Shown => {
  const text = `${what} ${IN_THREAD}`;
  return () => text;
};

/** Words of ours up to the first colon, or up to a further one; what somebody wrote stands behind it. */
const upToColon = (text: string, from = 0): string => {
  const colon = text.indexOf(': ', from);
  return colon < 0 ? text : `${text.slice(0, colon)}: ${IN_THREAD}`;
};
const ourHead: Shown = (text) => upToColon(text);

/** What an entry of each kind shows: whoever adds a kind says here which of its words are ours. */
const shown: Readonly<Record<TimelineEntry['kind'], Shown>> = {
  reported: asItIs,
  declared: asItIs,
  acknowledged: asItIs,
  role: asItIs,
  paged: asItIs,
  reminded: asItIs,
  closed: asItIs,
  tampered: asItIs,
  rebuilt: asItIs,
  time: asItIs,
  joined: asItIs,
  security: asItIs,
  severity: ourHead,
  status: ourHead,
  snoozed: ourHead,
  monitoring: ourHead,
  resolved: ourHead,
  reopened: ourHead,
  handoff: ourHead,
  escalated: ourHead,
  changes: ourHead,
  operation: ourHead,
  freeze: ourHead,
  hotfix: ourHead,
  deadline: ourHead,
  postmortem: ourHead,
  'by-hand': (text) => (OF_THE_POLICY.test(text) ? text : upToColon(text)),
  policy: (text) => (text.startsWith(ACCEPTED) ? upToColon(text, ACCEPTED.length) : text),
  overdue: (text) => {
    const about = ABOUT.exec(text);
    return about === null ? text : upToColon(text, about.index);
  },
  checklist: (text, { checklist }) => withoutReason(text, checklist),
  update: hidden('Update'),
  note: hidden('Note'),
  impact: hidden('Impact'),
  decision: hidden('Decision'),
  hypothesis: hidden('Hypothesis'),
  evidence: hidden('Evidence'),
  cause: hidden('Root cause'),
  timebox: hidden('Time-box'),
  overridden: hidden('Overridden'),
};

/** Behind these there are items of the checklist and labels (`ticks.ts`, `decide/by-hand.ts`). */
const OF_THE_POLICY = /^(?:Ticked in the form|Open again in the form|A label was taken away by hand and is put back): /;

/** Behind it there is which policy (`commands/policy.ts`). */
const ACCEPTED = 'Policy accepted: ';

/** What is due by somebody's words (`clock/once-words.ts`); further sentences behind it are left out with them. */
const ABOUT =
  /(?:The time is up for|is to replace the hotfix|The temporary fix is to be removed|The follow-up is to be done|The follow-up was due and is still not done[^:]*): /;

/** The incident without impact, update texts, answers and findings; severity, status, people and times stay. The same every time. */
export function withoutDetails(incident: Incident): Incident {
  const { updates, cause, eta, snooze, plan, operations, freeze, hotfixes } = incident;
  return {
    ...incident,
    summary: isAnswer(incident) ? SUMMARY : incident.summary,
    impact: null,
    detection: null,
    eta: eta === null || isTime(eta) ? eta : IN_THREAD,
    ...(snooze === undefined ? {} : { snooze: { ...snooze, reason: snooze.reason === null ? null : IN_THREAD } }),
    answers: [],
    updates: { ...updates, lastText: updates.lastText === null ? null : IN_THREAD, next: null, lastPublic: undefined },
    decisions: incident.decisions.map(({ number }) => ({ number, text: IN_THREAD, because: null })),
    hypotheses: incident.hypotheses.map(({ number }) => ({ number, text: IN_THREAD, for: [], against: [] })),
    changes: incident.changes === undefined ? undefined : withoutSuspects(incident.changes),
    ...(plan === undefined ? {} : { plan: withoutTyped(plan) }),
    ...(operations === undefined
      ? {}
      : {
          operations: operations.map((one) => ({
            ...one,
            because: withoutText(one.because),
            step: withoutText(one.step),
            inputs: one.kind === 'action' ? withoutValues(one.inputs) : one.inputs,
          })),
        }),
    ...(freeze === undefined ? {} : { freeze: withoutReasons(freeze) }),
    ...(hotfixes === undefined ? {} : { hotfixes: hotfixes.map(withoutWords) }),
    cause: cause === null ? null : { text: IN_THREAD, evidence: null, fix: null },
    timeBoxes: incident.timeBoxes.map(unnamed),
    backfills: incident.backfills.map(unnamed),
    temporaryFixes: incident.temporaryFixes.map(unnamed),
    followUps: incident.followUps.map(unnamed),
    ...(incident.leftOpen === undefined
      ? {}
      : {
          leftOpen: incident.leftOpen.map(({ number, items }) => ({ number, why: [], items: items.map(withoutWhat) })),
        }),
    missing: incident.missing.map(withoutAnswer),
    unknownSeverities: incident.unknownSeverities.map((one) =>
      one.where === 'label' ? one : { ...one, said: IN_THREAD },
    ),
    timeline: incident.timeline.map((entry) => ({ ...entry, text: shown[entry.kind](entry.text, incident) })),
  };
}

/** How much was looked at, and not what is suspected: that would show where the hole is. */
function withoutSuspects(changes: Changes): Changes {
  return { ...changes, suspects: [], rule: null, live: null, good: null };
}

function withoutTyped(plan: Plan): Plan {
  const because = withoutText(plan.because);
  return plan.kind === 'action' ? { ...plan, because, inputs: withoutValues(plan.inputs) } : { ...plan, because };
}

function withoutValues(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(inputs).map((name) => [name, IN_THREAD]));
}

function withoutReasons({ ended, ...freeze }: Freeze): Freeze {
  const because = withoutText(freeze.because);
  return {
    ...freeze,
    because,
    ...(ended === undefined ? {} : { ended: { ...ended, reason: withoutText(ended.reason) } }),
  };
}

/** What is open on GitHub everybody can read there; what the incident says of it stays in the thread. */
function withoutWords(hotfix: Hotfix): Hotfix {
  const title = hotfix.adopts !== undefined ? hotfix.title : SUMMARY;
  return { ...hotfix, title, why: withoutText(hotfix.why) };
}

function withoutText(text: string | null): string | null {
  return text === null ? null : IN_THREAD;
}

function withoutWhat<T extends { readonly what: string }>(item: T): T {
  return { ...item, what: IN_THREAD };
}

function unnamed(deadline: Deadline): Deadline {
  return { ...deadline, what: IN_THREAD };
}

/** A sentence about an answer that is none of the options (`field-value.ts`), without the answer. */
function withoutAnswer(sentence: string): string {
  const end = sentence.lastIndexOf(' is none of its options. ');
  const under = end < 0 ? -1 : sentence.lastIndexOf(' under ', end);
  return under < 0 ? sentence : `An answer${sentence.slice(under)}`;
}

/** What an incident is called whose title was made from an answer, and in comments whatever its title is: that can be corrected, they stay. */
export const SUMMARY = 'Security incident';

/** Whether the summary was made from what the form says is broken, or may have been: of an answer that begins with much that is not shown the record does not have the words. */
function isAnswer({ summary, answers }: Incident): boolean {
  const broken = answers.find(({ id }) => id === 'broken')?.value ?? '';
  const words = firstWords(broken);
  if (summary === '' || broken === '') return false;
  if (words === '' || mayBeginLater(broken)) return true;
  return summary === words || (summary.endsWith('…') && words.startsWith(summary.slice(0, -1)));
}

/** The item is the policy's text; why it is not applicable is somebody's. */
function withoutReason(text: string, checklist: Incident['checklist']): string {
  if (!text.startsWith('Not applicable: ') || text.endsWith(IN_THREAD)) return text;
  const item = checklist.find((each) => /^Not applicable: \d+ $/.test(text.slice(0, text.indexOf(each.text))));
  if (item === undefined) return `Not applicable: ${IN_THREAD}`;
  const end = text.indexOf(item.text) + item.text.length;
  return end === text.length ? text : `${text.slice(0, end)}: ${IN_THREAD}`;
}
