// A postmortem in words: what its pull request says, and what people are told of it.
import type { Postmortem } from '../incident/postmortem.ts';
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageValue, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';
import { inTime } from './times.ts';

/** The text of the pull request: it names the incident, and closes nothing. */
export function postmortemPull({ issue }: Incident, { postmortem }: Policy): Message {
  return {
    template: 'postmortem-pull',
    mentions: [],
    data: {
      number: issue.number,
      rules: [...postmortem.actionRules],
      blameless: postmortem.blameless.map(({ bad, good }) => ({ bad, good })),
      sharing: [...postmortem.sharing],
    },
  };
}

/** The text of the pull request of the page and the feed. */
export function indexPull(): Message {
  return { template: 'postmortem-index', mentions: [], data: {} };
}

/** What became of it. `url`: the document. */
export type PostmortemTold =
  | { readonly is: 'opened'; readonly questions: number }
  | { readonly is: 'refreshed'; readonly changed: boolean; readonly questions: number }
  | { readonly is: 'closed' | 'merged' | 'outdated' | 'over' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'published'; readonly url: string; readonly isOver: boolean };

/** For whoever asked for it, or leads. */
export function postmortemMessage(
  { pull, path = '' }: Postmortem,
  told: PostmortemTold,
  to: readonly string[],
  incident: Incident,
  policy: Policy,
): Message {
  return {
    template: 'postmortem',
    mentions: [...to],
    data: {
      [told.is]: true,
      to: to.length === 0 ? null : trusted(to.join(' ')),
      link: pull === null ? null : trusted(`[#${pull.number}](${linkAddress(pull.url)})`),
      path: trusted(codeSpan(path, { max: 200 })),
      questions: trusted(questionsInWords('questions' in told ? told.questions : 0)),
      one: 'questions' in told && told.questions === 1,
      changed: told.is === 'refreshed' && told.changed,
      why: told.is === 'refused' ? told.why : null,
      isOver: told.is === 'published' && told.isOver,
      url: told.is === 'published' ? trusted(linkAddress(told.url)) : null,
      by: byWhen(incident, policy),
    },
  };
}

function questionsInWords(count: number): string {
  return `${count} question${count === 1 ? '' : 's'}`;
}

/** The next of the level's deadlines, in a sentence. */
function byWhen(incident: Incident, policy: Policy): MessageValue {
  const { draftWithin = null, publishWithin = null } = levelOf(policy, incident)?.postmortem ?? {};
  const said = [
    ...(draftWithin === null ? [] : [`drafted ${inTime(draftWithin)}`]),
    ...(publishWithin === null ? [] : [`published ${inTime(publishWithin)}`]),
  ];
  return said.length === 0 ? null : trusted(said.join(', '));
}

/** When people meet about it, that they did, and that it was shared; null where nothing is said of that. */
export function debriefOnCard({ debrief }: Incident): MessageValue {
  if (debrief === undefined) return null;
  const { meets, held, shared } = debrief;
  const said = [
    ...(meets === undefined || held !== undefined ? [] : [`it is discussed on ${minuteInUtc(meets.on)}`]),
    ...(held === undefined ? [] : [`the team was debriefed on ${minuteInUtc(held.on)}`]),
    ...(shared === undefined ? [] : [`what was learned was shared on ${minuteInUtc(shared.at)}`]),
  ];
  return trusted(said.join(', '));
}

const states: Readonly<Record<Postmortem['state'], string>> = {
  asked: 'is being written',
  open: 'is open',
  published: 'is published',
  closed: 'was closed without being merged; reopened, it goes on',
  refused: 'has no pull request',
  waived: 'is not written',
};

/** Its row on the card; null where there is none. */
export function postmortemOnCard({ postmortem }: Incident): MessageValue {
  if (postmortem === undefined) return null;
  const { state, pull, published, waived, problem, draft, questions = 0 } = postmortem;
  const left = state === 'open' && questions > 0 ? `, ${questionsInWords(questions)} left` : '';
  const as = state === 'open' && draft === true ? 'is a draft' : states[state];
  return {
    link: pull === null ? null : trusted(`[#${pull.number}](${linkAddress(pull.url)})`),
    document: published === undefined ? null : trusted(linkAddress(published.url)),
    state: trusted(`${as}${left}`),
    why: waived?.reason ?? (state === 'refused' ? (problem ?? null) : null),
    by: waived === undefined ? null : trusted(codeSpan(waived.by)),
  };
}
