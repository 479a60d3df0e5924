// What probes said, redacted and cut, in one comment.
import type { Operation } from '../incident/operation.ts';
import { linkAddress } from '../markdown/address.ts';
import { INVISIBLE, showCodePoints } from '../markdown/invisible.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, type Trusted, trusted } from '../messages.ts';
import { redacted } from '../mitigation/redact.ts';
import type { ProbeSeen } from '../mitigation/run-seen.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc, type Timestamp } from '../time.ts';
import { STATES } from './operation-words.ts';

type Probe = Policy['evidence']['probes'][number];

/** A comment holds 65,536 characters. The newest lines are kept. */
const LONGEST_IN_ALL = 50_000;
const LONGEST = 12_000;
const LONGEST_LINE = 500;

export function probesMessage(
  operation: Operation,
  probes: readonly Probe[],
  seen: readonly ProbeSeen[],
  { isOpenToAll, now }: { readonly isOpenToAll: boolean; readonly now: Timestamp },
): Message {
  const most = Math.min(LONGEST, Math.floor(LONGEST_IN_ALL / Math.max(1, probes.length)));
  return {
    template: 'probes',
    mentions: [],
    data: {
      at: trusted(minuteInUtc(now)),
      link: operation.run === null ? null : trusted(linkAddress(operation.run.url)),
      state: trusted(STATES[operation.state]),
      workflow: trusted(codeSpan(operation.workflow)),
      none: seen.length === 0,
      open: isOpenToAll,
      probes: probes.map(({ id, title, ifFails }): MessageData => {
        const one = seen.find((probe) => probe.id === id);
        const output = one === undefined || isOpenToAll ? null : printed(one.lines, most);
        return {
          title,
          ok: one?.ok === true,
          failed: one?.ok === false,
          says: one?.ok === false ? ifFails : null,
          missing: one === undefined,
          output,
        };
      }),
    },
  };
}

/** Much more than is shown, and no more: what is redacted takes time. */
function newest(lines: readonly string[], most: number): string {
  return lines
    .map((line) => line.slice(0, 4 * LONGEST_LINE))
    .join('\n')
    .slice(-4 * most);
}

/** In a fence that nothing in it ends, and without what would be taken for a mark of ours; null where there is nothing. */
function printed(lines: readonly string[], most: number): Trusted | null {
  // Before it is cut: half a credential is not recognised.
  const text = redacted(newest(lines, most))
    .toWellFormed()
    .replaceAll('<!--', '<!- -')
    .split('\n')
    .map((line) => line.replace(INVISIBLE, showCodePoints).slice(0, LONGEST_LINE))
    .join('\n');
  if (text.trim() === '') return null;
  const short = text.length > most ? `…${text.slice(text.length - most)}` : text;
  const fence = '`'.repeat(Math.max(3, ...(short.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  return trusted(`${fence}text\n${short}\n${fence}`);
}
