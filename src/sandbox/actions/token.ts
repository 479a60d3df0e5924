// The `GITHUB_TOKEN` of a job: an installation token of the app GitHub Actions, with what the workflow asks for, for as long as the job runs.
import type { InstallationActor } from '../state/actor.ts';
import type { Permissions } from '../state/apps.ts';
import { createInstallationToken } from '../state/registered-apps.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import type { JobOfFile, WorkflowFile } from './workflow-file.ts';

/** GitHub Actions is an app like others, with this id on github.com; its installation token is what workflows know as `GITHUB_TOKEN`. */
export const actionsAppId = 15_368;

/** GitHub Actions, acting in a repository. Throws where it is not installed. */
export function actionsActor(store: Store, repository: Repository): InstallationActor {
  const app = store.apps.get(actionsAppId);
  const installation = [...store.installations.values()].find(
    (one) => one.appId === actionsAppId && one.accountId === repository.ownerId,
  );
  if (app === undefined || installation === undefined)
    throw new Error(`The app GitHub Actions is not installed for ${repository.name}, so no workflow can run there.`);
  const user = known(store.users, app.userId);
  const { permissions } = installation;
  return { kind: 'installation', user, app, installation, permissions, repositoryIds: [repository.id] };
}

/** The permissions of a job's token: its own, the workflow's, or GitHub's restricted default, which reads files. For what comes from a fork it writes nothing. */
export function tokenPermissions(file: WorkflowFile, job: JobOfFile, all: Permissions, fork = false): Permissions {
  const asked = job.permissions ?? file.permissions ?? { contents: 'read' };
  if (asked === 'write-all' && !fork) return all;
  if (asked === 'read-all' || asked === 'write-all')
    return Object.fromEntries(Object.keys(all).map((name) => [name, 'read' as const]));
  const given: Record<string, 'read' | 'write'> = {};
  for (const [name, level] of Object.entries(typeof asked === 'string' ? {} : asked)) {
    const permission = name.replaceAll('-', '_');
    if (level === 'none') continue;
    if (all[permission] === undefined) throw new Error(`The sandbox does not support \`permissions.${name}\`.`);
    given[permission] = level === 'write' && !fork ? 'write' : 'read';
  }
  return given;
}

/** Mints it. */
export function mintToken(actor: InstallationActor, store: Store, permissions: Permissions): string {
  const repositoryIds = [...(actor.repositoryIds ?? [])];
  return createInstallationToken(store, actor.installation, { permissions, repositoryIds }).token;
}
