// What `firebreak / postmortem` says of a pull request: nothing but paths is read where it touches none, and the rules are loaded only where it does.
import { setImmediate } from 'node:timers/promises';
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { isPostmortem, mayBePostmortem } from '../../core/postmortem/among-files.ts';
import type { Document } from '../../core/postmortem/lint/judge-documents.ts';
import { noPostmortem, notAllListed, notesOn, tooMany } from '../../core/postmortem/lint/untouched.ts';
import { incidentIn } from '../../core/postmortem/place.ts';
import type { CheckOutput } from '../../core/proposal/check-output.ts';
import type { LookedAt, ProposalGateway } from '../github/proposal/port.ts';
import type { Ground } from './freeze-asks.ts';
import type { PolicyFrom } from './parts.ts';
import { type RecordParts, recordsFor } from './proposal-records.ts';

export type PostmortemParts = RecordParts & { readonly policyFrom: PolicyFrom };

/** More documents of one pull request are not judged, which is said. */
const MOST_DOCUMENTS = 50;
/** More incidents and owners are not looked up. */
const MOST_INCIDENTS = 10;
const MOST_OWNERS = 50;

/** Whether a path may be a postmortem under whichever policy. */
export function touchesMarkdown(files: LookedAt['files']): boolean {
  return files.some(({ path, gone }) => !gone && path.endsWith('.md'));
}

/** No request where no Markdown is touched; else at most six, and one for twenty documents. */
export async function postmortemSaid(
  parts: PostmortemParts,
  gateway: ProposalGateway,
  ground: Ground,
  seen: LookedAt,
): Promise<CheckOutput> {
  const none = seen.unlisted === 0 ? noPostmortem : notAllListed(seen.unlisted);
  if (!touchesMarkdown(seen.files)) return none;
  const { file, bases } = await gateway.policyAt(
    { ...ground, private: seen.isPrivate },
    `refs/heads/${seen.base}`,
    seen.policy,
  );
  const { policy, problems, needs } = parts.policyFrom(file, null, bases);
  const paths = seen.files.flatMap(({ path, gone }) => (!gone && mayBePostmortem(path, policy) ? [path] : []));
  const documents = await documentsAt(gateway, ground, seen, paths.slice(0, MOST_DOCUMENTS), policy);
  const left = paths.length - MOST_DOCUMENTS;
  if (documents.length === 0) return left > 0 ? tooMany(none, left) : none;
  const output = await judged(
    parts,
    gateway,
    { ground, seen, policy, documents },
    notesOn(seen.unlisted, problems.length, needs),
  );
  return left > 0 ? tooMany(output, left) : output;
}

async function documentsAt(
  gateway: ProposalGateway,
  ground: Ground,
  { head }: LookedAt,
  paths: readonly string[],
  policy: Policy,
): Promise<readonly Document[]> {
  if (paths.length === 0) return [];
  const texts = await gateway.texts(
    ground,
    paths.map((path) => `${head}:${path}`),
  );
  return paths.flatMap((file, at) => {
    const text = texts[at] ?? null;
    return isPostmortem(file, text ?? '', policy) ? [{ file, text }] : [];
  });
}

type ToJudge = {
  readonly ground: Ground;
  readonly seen: LookedAt;
  readonly policy: Policy;
  readonly documents: readonly Document[];
};

async function judged(
  parts: PostmortemParts,
  gateway: ProposalGateway,
  { ground, seen, policy, documents }: ToJudge,
  notes: readonly string[],
): Promise<CheckOutput> {
  // Half a second and 40 MB, for whoever has postmortems alone.
  const { judgeDocuments, knownOf, ownersIn } = await import('../../core/postmortem/lint/judge-documents.ts');
  const { earlierActions } = await import('../../core/postmortem/lint/known-elsewhere.ts');
  const named = documents.map(({ text }) => incidentIn(text ?? undefined));
  const numbers = [...new Set(named.flatMap((number) => number ?? []))].slice(0, MOST_INCIDENTS);
  const where = { ...ground, isPrivate: seen.isPrivate };
  const records = await recordsFor(parts, gateway, where, numbers);
  const owners = [...new Set(documents.flatMap(({ text }) => (text === null ? [] : ownersIn(text))))];
  const handles = await accountsOf(gateway, owners);
  const known = named.map((number) => {
    const record = (number === null ? undefined : records.named.get(number)) ?? 'unread';
    const elsewhere = isRecord(record) ? { earlierActions: earlierActions(record, records.others) } : {};
    return { ...knownOf(record, policy), ...elsewhere, ...(handles === null ? {} : { handles }) };
  });
  // What waits beside it goes first: a long document takes a while.
  await setImmediate();
  return judgeDocuments(documents, policy, known, notes).output;
}

function isRecord(record: Incident | 'none' | 'unread'): record is Incident {
  return typeof record !== 'string';
}

async function accountsOf(gateway: ProposalGateway, owners: readonly string[]): Promise<readonly string[] | null> {
  if (owners.length === 0) return [];
  return owners.length > MOST_OWNERS ? null : gateway.accounts(owners);
}
