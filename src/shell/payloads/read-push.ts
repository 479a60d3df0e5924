// Readings of pushes where the document of a postmortem may be: to the branch of its pull request, or to the default branch.
import { incidentOfBranch } from '../../core/incident/postmortem.ts';
import { timestamp } from '../../core/time.ts';
import { type IntakeSelf, personFrom, type Reading } from './reading.ts';
import type { PushPayload } from './schema.ts';

const BRANCH = 'refs/heads/';
const NOTHING = /^0+$/;

/** More documents are changed by no push that is looked at. */
const MOST_DOCUMENTS = 100;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push: the sender is whoever pushed, whatever the commits say of their authors. */
export function readPush(payload: PushPayload, self: IntakeSelf): Reading {
  const { ref, before, after, deleted, repository, sender } = payload;
  if (deleted || !ref.startsWith(BRANCH)) return { ignored: 'not-ours' };
  if (sender?.id === self.botId) return { ignored: 'own' };
  const name = ref.slice(BRANCH.length);
  const isDefault = name === repository.default_branch;
  const incident = incidentOfBranch(name);
  const { gone, made, documents } = documentsIn(payload);
  if (documents.length === 0 || !(isDefault || incident !== null)) return { ignored: 'not-ours' };
  const at = timestamp(new Date(repository.pushed_at * 1000).toISOString());
  return {
    push: {
      about: isDefault
        ? { at, repository: repository.id, documents }
        : { at, incident: `${repository.id}#${incident ?? 0}` },
      actor: sender ? personFrom(sender) : null,
      pushed: {
        branch: isDefault ? null : name,
        before: NOTHING.test(before) ? null : before,
        after,
        gone: [...gone],
        made: gone.length === 0 ? [] : [...made],
      },
    },
  };
}

type Documents = {
  readonly gone: readonly string[];
  readonly made: readonly string[];
  readonly documents: readonly string[];
};

/** What all of its commits together did to files that may be documents. */
function documentsIn({ commits }: PushPayload): Documents {
  const made = new Set<string>();
  const gone = new Set<string>();
  const all = new Set<string>();
  const isDocument = (path: string) => path.endsWith('.md') && !path.endsWith('README.md');
  for (const { added, removed, modified } of commits) {
    for (const path of removed.filter(isDocument)) if (!made.delete(path)) gone.add(path);
    for (const path of added.filter(isDocument)) if (!gone.delete(path)) made.add(path);
    for (const path of [...added, ...removed, ...modified].filter(isDocument)) all.add(path);
  }
  const first = (paths: ReadonlySet<string>) => [...paths].slice(0, MOST_DOCUMENTS);
  return { gone: first(gone), made: first(made), documents: first(all) };
}
