/** `firebreak init --pull-request`: the new files as a pull request, and the labels at once, by GitHub's API. */
import { ourLabels } from '../../core/decide/labels.ts';
import { actionWorkflowPath, actionWorkflows } from '../../core/installation/action-workflows.ts';
import { timestamp } from '../../core/time.ts';
import type { Client } from '../../shell/github/client.ts';
import { openPullRequest } from '../../shell/github/installation/open-pull-request.ts';
import type { Place, SeenRepository } from '../../shell/github/installation/read-files.ts';
import { clientWithToken } from '../../shell/github/installation/token-client.ts';
import { createLabels } from '../../shell/github/labels.ts';
import { accessFrom, githubSaidNo, placeNamed } from '../github-access.ts';
import type { Arguments, Terminal } from '../verb.ts';
import type { World } from '../world.ts';
import type { Plan } from './plan.ts';
import { githubSource, INSTALL_BRANCH, type Source } from './source.ts';

const TITLE = 'Install Firebreak';

/** What came of it. */
export interface Opened {
  readonly plan: Plan;
  /** Labels that were made now. */
  readonly labels: readonly string[];
  /** The address of the pull request; null: nothing is new. */
  readonly pullRequest: string | null;
}

/** Null where it could not be done, which was said. Throws `WrongUse` for wrong use. */
export async function openInstallation(
  { values }: Arguments,
  world: World,
  terminal: Terminal,
  plan: (source: Source) => Promise<Plan>,
): Promise<Opened | null> {
  const place = placeNamed(values['repository'], world.env);
  const client = clientWithToken(accessFrom(world.env, values['api']), () =>
    timestamp(new Date(world.now()).toISOString()),
  );
  try {
    return await opened(client, place, world, plan, terminal);
  } catch (error) {
    const said = githubSaidNo(error, place, 'contents, pull requests, workflows and issues to write');
    if (said === null) throw error;
    terminal.complain(`firebreak: ${said}`);
    return null;
  }
}

async function opened(
  client: Client,
  place: Place,
  world: World,
  plan: (source: Source) => Promise<Plan>,
  terminal: Terminal,
): Promise<Opened | null> {
  const source = githubSource(client, place);
  const name = `${place.owner}/${place.repo}`;
  const made = await world.during(`Reading ${name}`, () => plan(source));
  const seen = await world.during(`Reading ${name}`, () => source.seen([]));
  const against = whyNot(seen, place);
  if (against !== null) {
    terminal.complain(`firebreak: ${against}`);
    return null;
  }
  const added = made.files.filter(({ state }) => state === 'new');
  const pullRequest =
    added.length === 0
      ? null
      : await world.during(`Opening a pull request in ${name}`, () =>
          openPullRequest(client, seen, added, { branch: INSTALL_BRANCH, title: TITLE, body: bodyOf(made) }),
        );
  const missing = ourLabels(made.policy).filter((name) => !hasLabel(seen, name));
  const created = await world.during(`Making ${missing.length} labels in ${name}`, () =>
    createLabels(client, place, missing, seen.id),
  );
  return { plan: made, labels: missing.filter((name) => created[name] !== undefined), pullRequest };
}

function hasLabel({ labels }: SeenRepository, name: string): boolean {
  return labels.some((other) => other.toLowerCase() === name.toLowerCase());
}

function whyNot({ tip, ownTip, openPull }: SeenRepository, { owner, repo }: Place): string | null {
  if (tip === null)
    return `${owner}/${repo} has no commit yet, so there is nothing that a pull request could go to. Make the first commit, such as a README, and run it again.`;
  if (openPull !== null) return `there is a pull request already: ${openPull}. Merge or close it, and run it again.`;
  if (ownTip !== null) return `there is a branch ${INSTALL_BRANCH} already. Delete it, and run it again.`;
  return null;
}

function bodyOf({ policy, files, unmapped }: Plan): string {
  const added = files.filter(({ state }) => state === 'new').map(({ path }) => `- \`${path}\``);
  const isWithout = files.some(({ path }) => path === actionWorkflowPath(actionWorkflows[0]));
  const kept = files.filter(({ state }) => state === 'kept').map(({ path }) => `- \`${path}\``);
  return [
    `Incidents are handled by the runbook \`${policy.preset}\` once this is merged${isWithout ? '' : ' and the app is installed'}.`,
    ...(unmapped.length > 0
      ? [`Nobody is mapped to ${unmapped.join(', ')} yet: \`people\` in the policy says who they are.`]
      : []),
    ['New:', ...added].join('\n'),
    ...(kept.length > 0 ? [['There already, and left as it is:', ...kept].join('\n')] : []),
    '`firebreak doctor --repository owner/name` tells what is missing.',
  ].join('\n\n');
}
