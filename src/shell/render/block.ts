// The hidden block of a status card: the whole record, compressed, versioned and signed, in an HTML comment (DESIGN section 3).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Incident, type IssueRef } from '../../core/incident/record.ts';

/** What a decompressed record may have at most, in bytes: a block is somebody's text until its signature holds. */
const LARGEST_RECORD = 4_000_000;

const pattern = /<!-- firebreak:state v1 r(\d{1,9}) ([A-Za-z0-9+/=]+) ([A-Za-z0-9+/=]+|unsigned) -->/g;

export type Opened = { readonly ok: true; readonly incident: Incident } | { readonly ok: false; readonly why: string };

/** The block of an incident. Without a key it is unsigned: then only its author and editor vouch for it. */
export function sealBlock(incident: Incident, key: string | null): string {
  const payload = deflateRawSync(Buffer.from(JSON.stringify(incident)), { level: 9 }).toString('base64');
  const signature = key === null ? 'unsigned' : sign(incident.issue, incident.revision, payload, key);
  return `<!-- firebreak:state v1 r${incident.revision} ${payload} ${signature} -->`;
}

/** The record in a text, if there is exactly one block, its signature holds for this issue, and its format is known. */
export function openBlock(text: string, issue: IssueRef, key: string | null): Opened {
  const found = [...text.matchAll(pattern)];
  const [, revision = '', payload = '', signature = ''] = found[0] ?? [];
  if (found.length !== 1) return { ok: false, why: `it holds ${found.length} state blocks, one is expected` };
  if (key !== null && !holds(signature, sign(issue, Number(revision), payload, key)))
    return { ok: false, why: 'the signature does not hold' };
  const incident = parse(payload);
  if (incident === null) return { ok: false, why: 'the record in it cannot be read' };
  const here =
    incident.issue.repositoryId === issue.repositoryId &&
    incident.issue.number === issue.number &&
    incident.revision === Number(revision);
  return here ? { ok: true, incident } : { ok: false, why: 'the record in it is of another issue or revision' };
}

function parse(payload: string): Incident | null {
  try {
    const json = inflateRawSync(Buffer.from(payload, 'base64'), { maxOutputLength: LARGEST_RECORD }).toString('utf8');
    return Incident.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

function sign(issue: IssueRef, revision: number, payload: string, key: string): string {
  const text = ['firebreak-card', 'v1', issue.repositoryId, issue.number, revision, payload].join('|');
  return createHmac('sha256', key).update(text).digest('base64');
}

function holds(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
