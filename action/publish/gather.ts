// What is to be published, made by the core of the app's own list and of `firebreak metrics`, from what GitHub has now.
import {
  METRICS_CHARTS,
  METRICS_JSON,
  METRICS_PAGE,
  newMetricsFiles,
  type Told,
} from '../../src/core/metrics/files.ts';
import { type Report, report } from '../../src/core/metrics/report.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import { folderOf, patternOf } from '../../src/core/postmortem/file-name.ts';
import { type DocumentFile, publishedFiles } from '../../src/core/postmortem/published.ts';
import { siteIndex } from '../../src/core/postmortem/published-site.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { type Documents, documentsAt } from '../../src/shell/github/postmortem/documents-at.ts';
import { sha256 } from '../../src/shell/github/postmortem/parts.ts';
import { policyAtCommit } from '../../src/shell/github/proposal/policy-at-commit.ts';
import { type Ground, publishGround } from '../../src/shell/github/token/publish-ground.ts';
import { type Read, readRepository } from '../../src/shell/metrics/read-repository.ts';
import { postmortemFolders, recordedPolicies } from '../../src/shell/metrics/recorded-policies.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { Place } from '../host/runner.ts';
import type { PublishInputs } from './inputs.ts';

/** `folder` is that of the postmortems, with a slash at its end. `numbers` null: they are not asked for. */
export type Gathered = {
  readonly of: string;
  readonly web: string;
  readonly ground: Ground;
  readonly folder: string;
  readonly documents: Documents;
  readonly numbers: { readonly report: Report; readonly told: Told } | null;
};

export type About = { readonly web: string; readonly say: (text: string) => void };

/** Of the default branch, and of the cards of all incidents. */
export async function gather(
  client: Client,
  place: Place,
  inputs: PublishInputs,
  { web, say }: About,
): Promise<Gathered> {
  const ground = await publishGround(client, place);
  const shown = { ...place, private: ground.isPrivate };
  const { file, bases } = await policyAtCommit(client, shown, ground.head, ground.policy);
  const { policy } = policyFrom(readShipped().policies, file, null, bases);
  const folder = folderOf(patternOf(policy));
  const documents = await documentsAt(client, place, folder, ground.head);
  const numbers = inputs.what.has('metrics') ? await numbersOf(client, place, inputs, say) : null;
  return { of: `${place.owner}/${place.repo}`, web, ground, folder, documents, numbers };
}

async function numbersOf(client: Client, place: Place, { environment, app, key }: PublishInputs, say: About['say']) {
  const policyOf = recordedPolicies();
  const folders = (records: readonly Parameters<typeof policyOf>[0][]) => postmortemFolders(records.map(policyOf));
  const read: Read = await readRepository(client, { ...place, app, key, environment, folders, say });
  const wanted = { window: { from: null, to: null }, asOf: client.now(), environment, policyOf };
  const told = { of: `${place.owner}/${place.repo}`, mean: false, unread: read.unread };
  return { report: report(read, wanted), told };
}

/** Texts by path where it goes to; null: there is none. */
export type Known = ReadonlyMap<string, string | null>;

/** What it goes beside, as far as that is read. */
export function pathsOf({ folder }: Pick<Gathered, 'folder'>, inputs: PublishInputs): readonly string[] {
  const numbers = [METRICS_JSON, METRICS_PAGE, METRICS_CHARTS].map((name) => `${inputs.folder}${name}`);
  return [`${folder}README.md`, `${folder}feed.xml`, ...numbers];
}

/** Those that would be other than they are. `isDefault`: they go to the default branch, where the documents themselves say that they are published. */
export function filesFor(
  gathered: Gathered,
  inputs: PublishInputs,
  known: Known,
  isDefault: boolean,
): readonly DocumentFile[] {
  const { folder, web, documents, numbers } = gathered;
  const page = `${folder}README.md`;
  const feed = `${folder}feed.xml`;
  const place = { folder, web, hash: sha256, apart: !isDefault };
  const lists = publishedFiles(
    documents.documents,
    { page: known.get(page) ?? null, feed: known.get(feed) ?? null },
    place,
  ).filter(({ path }) => {
    if (path === page) return inputs.what.has('index');
    return path === feed ? inputs.what.has('feed') : isDefault && inputs.what.has('index');
  });
  return [...lists, ...(numbers === null ? [] : numberFiles(numbers, inputs.folder, known))];
}

function numberFiles({ report: made, told }: NonNullable<Gathered['numbers']>, folder: string, known: Known) {
  const own = [...known].filter(([path]) => path.startsWith(folder));
  const there = new Map(own.map(([path, text]) => [path.slice(folder.length), text]));
  return newMetricsFiles(made, told, there).map(({ name, text }) => ({ path: `${folder}${name}`, text }));
}

/** All of them as a site, with the page that a browser begins with. What people wrote around the table of the default branch is on it. */
export function siteFiles(gathered: Gathered, inputs: PublishInputs): readonly DocumentFile[] {
  const { of, web, folder, documents, numbers } = gathered;
  const known = new Map([[`${folder}README.md`, documents.page]]);
  const site = {
    of,
    web,
    feed: inputs.what.has('feed') ? folder : null,
    metrics: numbers === null ? null : inputs.folder,
  };
  const isListed = inputs.what.has('index');
  const files = filesFor(gathered, inputs, known, false);
  // A table that somebody keeps by hand stays as it is.
  const page = { path: `${folder}README.md`, text: documents.page ?? '' };
  const byHand = isListed && !files.some(({ path }) => path === page.path) ? [page] : [];
  const start = { path: 'index.html', text: siteIndex(isListed ? documents.documents : null, site) };
  return [...files, ...byHand, start];
}
