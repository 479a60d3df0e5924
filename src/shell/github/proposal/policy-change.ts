// What a pull request makes of the policy: as it was where the pull request left its branch, and as it is at its head. Read, never put in force.
import { readChain } from '../../../core/policy/chain.ts';
import type { WithBases } from '../../../core/policy/proposed.ts';
import { POLICY_PATH } from '../policy-path.ts';
import type { BlobSeen } from './files-at.ts';
import type { Proposal } from './look.ts';
import { asFile, type Believed, ownPath, type Shown } from './policy-at-commit.ts';
import type { PolicyReads } from './policy-reads.ts';

/** A pull request as far as it matters here. `policy`: that of its base; undefined: not read. */
export type Seen = Pick<Proposal, 'head' | 'files' | 'unlisted'> & {
  readonly base: string;
  readonly policy: BlobSeen | null | undefined;
};

export type PolicyChanged = { readonly before: WithBases; readonly after: WithBases };

/** Null: it changes neither the policy nor a file of this repository that it lies over. No request where it touches none and the policy lies over none here; else three, and one for each base. */
export async function policyChange(
  reads: PolicyReads,
  place: Shown,
  seen: Seen,
  believed?: Believed,
): Promise<PolicyChanged | null> {
  if (seen.unlisted === 0 && !(await isTouched(reads, place, seen))) return null;
  const left = await reads.mergeBase(place, seen.base, seen.head);
  const before = await reads.policyAt(place, left, undefined, believed);
  const after = await reads.policyAt(place, seen.head, undefined, believed);
  return versionsIn(before) === versionsIn(after) ? null : { before, after };
}

/** By the paths that are listed. A file that was moved was something before: there is nothing in its old place then. */
async function isTouched(reads: PolicyReads, place: Shown, { head, base, files, policy }: Seen): Promise<boolean> {
  const changed = new Set(files.map(({ path }) => path));
  if (changed.has(POLICY_PATH)) return true;
  const own = await ownFiles(reads, place, `refs/heads/${base}`, policy);
  if (own.some((path) => changed.has(path))) return true;
  if (own.length === 0 || !files.some(({ moved }) => moved)) return false;
  const texts = await reads.texts(
    place,
    own.map((path) => `${head}:${path}`),
  );
  return texts.includes(null);
}

/** The policy of the branch and what of this repository it lies over, by path: as long as the chain does not leave it. */
async function ownFiles(
  reads: PolicyReads,
  place: Shown,
  ref: string,
  blob: BlobSeen | null | undefined,
): Promise<readonly string[]> {
  const read = async (path: string) => (await reads.texts(place, [`${ref}:${path}`]))[0] ?? null;
  const text = blob === undefined ? await read(POLICY_PATH) : (blob?.text ?? null);
  if (text === null) return blob == null ? [] : [POLICY_PATH];
  const file = asFile(place, POLICY_PATH, { oid: ref, text });
  const bases: Record<string, typeof file | null> = {};
  const own = [POLICY_PATH];
  // Reading a policy takes a while, and this is asked of every pull request.
  if (!text.includes('_extends')) return own;
  for (let needs = readChain(file, bases).needs; needs !== null; needs = readChain(file, bases).needs) {
    const path = ownPath(place, needs);
    if (path === null) break;
    own.push(path);
    const base = await read(path);
    bases[needs] = base === null ? null : asFile(place, path, { oid: ref, text: base });
  }
  return own;
}

function versionsIn({ file, bases }: WithBases): string {
  const all = Object.entries(bases).map(([name, base]) => [name, base?.version ?? null]);
  return JSON.stringify([file.source, file.version, all]);
}
