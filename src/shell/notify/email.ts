// E-mail to stakeholders over SMTP, by nodemailer. SMTP has no way to ask whether a mail was taken: a repetition carries the same Message-ID, by which mailboxes know it again, and what this process has sent it does not send twice.
import { createTransport } from 'nodemailer';
import { connectionOf } from './email/connection.ts';
import { isAddress, messageFor, senderOf } from './email/message.ts';
import { codeOf, later, PATIENCE, refused, taken, within } from './outcome.ts';
import type { Channel, Notice, Told } from './port.ts';

export type EmailSettings = {
  /** `smtp://user:password@host:587`, `smtps://…:465`. Encrypted unless it is this machine or `plaintext` says otherwise. */
  readonly url: string;
  /** An address, or `Name <address>`. */
  readonly from: string;
  /** Send over an unencrypted connection to another machine. */
  readonly plaintext?: boolean;
  /** Who gets what nobody in particular is named for. */
  readonly to?: readonly string[];
  /** Milliseconds. */
  readonly patience?: number;
};

const WHO = 'The mail server';

/** How many keys are remembered: an hour of the busiest day. */
const REMEMBERED = 2_000;

/** One mail to all, of which no recipient sees the others. `ref` is the Message-ID of the incident's first mail, which later ones answer. */
export function createEmailChannel(settings: EmailSettings): Channel {
  const sent = new Map<string, Told>();
  return {
    kind: 'email',
    tell: async (notice, signal) => {
      const before = sent.get(notice.key);
      if (before !== undefined) return before;
      const told = await send(settings, notice, within(signal, settings.patience ?? PATIENCE));
      if (told.ok) remember(sent, notice.key, told);
      return told;
    },
  };
}

function remember(sent: Map<string, Told>, key: string, told: Told): void {
  sent.set(key, told);
  const oldest = sent.keys().next();
  if (sent.size > REMEMBERED && oldest.done !== true) sent.delete(oldest.value);
}

async function send(settings: EmailSettings, notice: Notice, limit: AbortSignal): Promise<Told> {
  const patience = settings.patience ?? PATIENCE;
  const connection = connectionOf(settings.url, settings.plaintext ?? false, patience);
  if (connection === null) return refused(`${WHO} is not asked: its address must begin with smtp:// or smtps://.`);
  const sender = senderOf(settings.from);
  if (sender === null) return refused(`${WHO} is not asked: the address of the sender is none.`);
  const wanted = [...new Set(notice.to.length > 0 ? notice.to : (settings.to ?? []))];
  const good = wanted.filter(isAddress);
  const wrong = wanted.filter((address) => !isAddress(address)).map((address) => `${shown(address)} (no address)`);
  if (good.length === 0) return refused(`No mail was sent: ${listed(wrong) || 'nobody is named'}.`);
  const transport = createTransport(connection);
  const mail = messageFor(notice, sender, good);
  try {
    const info = await transport.sendMail({ ...mail, signal: limit });
    const failed = (info.rejectedErrors ?? []).map((error) => `${shown(recipientOf(error))} (${codeIn(error)})`);
    const all = [...wrong, ...failed];
    return taken(notice.ref ?? mail.messageId, all.length === 0 ? [] : [`Not delivered to ${listed(all)}.`]);
  } catch (error) {
    return failureOf(error, limit);
  }
}

/** 4xx passes, 5xx does not (RFC 5321, 4.2.1). What the server says is not repeated: it may quote what was sent. */
function failureOf(error: unknown, limit: AbortSignal): Told {
  if (limit.aborted) return later(`${WHO} did not answer in time; whether the mail was taken is not known.`);
  const code = codeOf(error) ?? 'no answer';
  const replies = repliesIn(error);
  if (code === 'ENOAUTH') return refused(`${WHO} is not used: it asks for a password.`);
  if (code === 'ETLS' && replies.length > 0) return refused(`${WHO} is not used: it offers no encryption.`);
  if (replies.length === 0) return later(`${WHO} could not be reached (${code}).`);
  const words = `${WHO} answered ${[...new Set(replies)].join(', ')}.`;
  if (!replies.some((reply) => reply < 500)) return refused(words);
  return isOfRecipients(error) ? { ...later(words), ofOne: true } : later(words);
}

/** Each recipient was refused by itself: a list that greys is about them, and the server is there. */
function isOfRecipients(error: unknown): boolean {
  return error instanceof Error && rejectedIn(error).length > 0;
}

function rejectedIn(error: Error): readonly unknown[] {
  return 'rejectedErrors' in error && Array.isArray(error.rejectedErrors) ? error.rejectedErrors : [];
}

/** The reply codes: one for each recipient where all were refused, else the one that ended it. */
function repliesIn(error: unknown): readonly number[] {
  if (!(error instanceof Error)) return [];
  const each = rejectedIn(error);
  const codes = (each.length > 0 ? each : [error]).map(codeIn);
  return codes.filter((code) => code >= 400 && code < 600);
}

function codeIn(error: unknown): number {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) || 0 : 0;
}

function recipientOf(error: unknown): string {
  return error instanceof Error && 'recipient' in error ? String(error.recipient) : 'somebody';
}

function shown(address: string): string {
  return address.replace(/[^\x21-\x7e]/g, '?').slice(0, 80);
}

const MOST_SHOWN = 10;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - MOST_SHOWN;
  return addresses.slice(0, MOST_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
