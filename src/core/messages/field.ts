// One field of a message: what is known, or what is missing, said so that nobody takes it for an answer.
import { type MessageValue, type Trusted, trusted } from '../messages.ts';

/** What the record does not hold and whoever sends the message may say. Texts of people, but for the two addresses. */
export type Extra = Readonly<Partial<Record<ExtraText, string>>> & {
  /** Address of the issue or the status page. Ours: printed as it is. */
  readonly url?: string;
  /** Address of the postmortem, or of its pull request. Ours: linked as it is. */
  readonly postmortem?: string;
  /** Who hands over for the one who led; absent when it is that one. */
  readonly handedBy?: string;
  readonly known?: readonly string[];
  readonly doing?: readonly string[];
  readonly steps?: readonly string[];
};

type ExtraText =
  | 'actions'
  | 'cause'
  | 'condition'
  | 'evidence'
  | 'feature'
  | 'hypothesis'
  | 'learned'
  | 'next'
  | 'nextUpdate'
  | 'outgoing'
  | 'proposal'
  | 'questions'
  | 'service'
  | 'situation'
  | 'stakeholders'
  | 'symptom'
  | 'tried'
  | 'underway'
  | 'workaround';

/** Stands where an answer should be. */
export function missing(what: string): Trusted {
  return trusted(`*[not known yet: ${what}]*`);
}

/** The first text that there is, else what is missing. */
export function known(what: string, ...texts: readonly (string | null | undefined)[]): MessageValue {
  return texts.find((text) => text != null && text.trim() !== '') ?? missing(what);
}

/** Texts as a list; one line says what is missing when there are none. */
export function knownList(what: string, texts: readonly string[]): readonly MessageValue[] {
  return texts.length === 0 ? [missing(what)] : texts;
}
