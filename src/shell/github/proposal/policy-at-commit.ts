// The policy of a commit or branch with everything that it lies over, as far as the token may read it.
import type { PolicyFile } from '../../../core/facts.ts';
import { type Bases, readChain } from '../../../core/policy/chain.ts';
import { asShownIn } from '../../../core/policy/not-read.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { policyAt } from '../policy-at.ts';
import { POLICY_PATH } from '../policy-path.ts';
import { type BlobSeen, filesAt } from './files-at.ts';

/** `ownBases`: paths of bases that are files of this repository. A base of another one that cannot be read is not among `bases`. */
export type PolicySeen = { readonly file: PolicyFile; readonly bases: Bases; readonly ownBases: readonly string[] };

/** Where it is read, and for whom it is shown. */
export type Shown = Place & { readonly private: boolean };

/**
 * Bases in other private repositories that may be read for it, as `owner/repository:path` in small letters. Whoever may propose a policy may
 * name any file of any repository that the app reads, and would be told what is in it. Asked for once such a base is met; absent: all.
 */
export type Believed = () => Promise<ReadonlySet<string>>;

/** The repository's own file, else the organisation's, else none. One request for what is not its own; `blob`: the file where it was read already. */
export async function policyAtCommit(
  client: Client,
  place: Shown,
  commit: string,
  blob?: BlobSeen | null,
  believed?: Believed,
): Promise<PolicySeen> {
  const read = blob === undefined ? ((await filesAt(client, place, [`${commit}:${POLICY_PATH}`]))[0] ?? null) : blob;
  const file = read === null ? await shared(client, place) : asFile(place, POLICY_PATH, read);
  const bases: Record<string, PolicyFile | null> = {};
  const ownBases: string[] = [];
  for (let needs = needed(file, bases); needs !== null; needs = needed(file, bases)) {
    const own = ownPath(place, needs);
    if (own !== null) ownBases.push(own);
    const base = own === null ? await foreign(client, needs, believed) : await baseAt(client, place, commit, own);
    if (base === null && own === null) break;
    bases[needs] = base === null ? null : asShownIn(place, base);
  }
  return { file, bases, ownBases };
}

function needed(file: PolicyFile, bases: Bases): string | null {
  return file.text === null ? null : readChain(file, bases).needs;
}

async function shared(client: Client, place: Shown): Promise<PolicyFile> {
  const file = await policyAt(client, `${place.owner}/.github:${POLICY_PATH}`);
  return file === null ? { source: 'built-in', version: 'built-in', text: null } : asShownIn(place, file);
}

/** One that may not be read is told like one that is not there. */
async function foreign(client: Client, name: string, believed?: Believed): Promise<PolicyFile | null> {
  const file = await policyAt(client, name);
  if (file?.private !== true || believed === undefined) return file;
  return (await believed()).has(name.toLowerCase()) ? file : null;
}

async function baseAt(client: Client, place: Place, commit: string, path: string): Promise<PolicyFile | null> {
  const [blob] = await filesAt(client, place, [`${commit}:${path}`]);
  return blob == null ? null : asFile(place, path, blob);
}

/** A file of this repository. One that is not sent whole counts as empty, which no policy is. */
export function asFile({ owner, repo }: Place, path: string, { oid, text }: BlobSeen): PolicyFile {
  return { source: `${owner}/${repo}/${path}`, version: oid, text: text ?? '' };
}

/** The path of a base in this repository; null where a name is of another one. */
export function ownPath({ owner, repo }: Place, name: string): string | null {
  const own = `${owner}/${repo}:`;
  return name.toLowerCase().startsWith(own.toLowerCase()) ? name.slice(own.length) : null;
}
