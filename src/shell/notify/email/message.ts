// A notice as a mail: headers in which nothing that people typed can begin another, a plain part and a simple HTML part.
import { createHash } from 'node:crypto';
import type { Notice } from '../port.ts';
import { escapeHtml, htmlOf } from '../text/html.ts';
import { capped, oneLine } from '../text/one-line.ts';
import { plainText } from '../text/plain.ts';

export type Sender = { readonly name: string; readonly address: string };

/** One address, without a name, a comment or quotes: none of what could name a second one. RFC 5321 allows more; mailboxes do not use it. */
export function isAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)
  );
}

/** `Name <address>` or an address; null when there is none in it. */
export function senderOf(text: string): Sender | null {
  const named = /^\s*"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text);
  const address = named?.[2] ?? text.trim();
  return isAddress(address) ? { name: named?.[1] || 'Firebreak', address } : null;
}

/** Readable characters of a subject; longer ones are cut by mail programs anyway. */
const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 50_000;

/** The mail. Recipients stand in the envelope only, so that none sees the others and nobody answers to all. */
export function messageFor(notice: Notice, sender: Sender, recipients: readonly string[]) {
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const first = notice.ref !== null && isMessageId(notice.ref) ? notice.ref : null;
  const level = notice.level === null ? '' : `[${notice.level}] `;
  const text = capped(notice.text, LONGEST_TEXT);
  const { url } = notice;
  const link = url === null ? '' : `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>\n`;
  return {
    from: sender,
    to: { name: 'Incident stakeholders', address: sender.address },
    envelope: { from: sender.address, to: [...recipients] },
    subject: oneLine(`${level}${notice.summary}`, LONGEST_SUBJECT),
    messageId: `<${hash(notice.key)}@${domain}>`,
    ...(first === null ? {} : { inReplyTo: first, references: first }),
    date: new Date(notice.at),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Firebreak incidents <incidents.firebreak.${domain}>`,
    },
    text: `${plainText(text)}\n${url === null ? '' : `\n${url}\n`}`,
    html: `<!doctype html>\n<html><body>\n${htmlOf(text)}\n${link}</body></html>\n`,
  };
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

function isMessageId(text: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/.test(text);
}
