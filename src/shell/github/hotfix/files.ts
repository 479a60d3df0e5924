// What a commit changes against a branch: asked for by the commit, so that a push meanwhile shows no other files.
import * as z from 'zod';
import type { ChangedFile, Listed } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import { listedBy } from './listed.ts';
import type { HotfixAsked } from './port.ts';

/** GitHub lists this many files of a comparison. https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_FILES = 300;

const Compared = z.object({
  files: z
    .array(
      z.object({
        filename: z.string(),
        previous_filename: z.string().nullish(),
        changes: z.number(),
        patch: z.string().nullish(),
      }),
    )
    .optional(),
});

/** One request; it needs `contents` to read. The commits are not asked for. */
export function changedFiles(
  client: Client,
  { place, head, base }: Omit<HotfixAsked, 'pull'>,
): Promise<Listed<ChangedFile>> {
  return listedBy(async () => {
    const asked = { ...place, basehead: `${base}...${head}`, per_page: 1 };
    const { files } = Compared.parse((await client.get('GET /repos/{owner}/{repo}/compare/{basehead}', asked)).data);
    if (files === undefined) return { items: [], lacks: 'unanswered' };
    return { items: files.map(fileOf), lacks: files.length < MOST_FILES ? null : 'more' };
  });
}

type File = NonNullable<z.infer<typeof Compared>['files']>[number];

function fileOf({ filename, previous_filename: previous, changes, patch }: File): ChangedFile {
  return { path: filename, previous: previous ?? null, changedLines: changes, patch: patch ?? null };
}
