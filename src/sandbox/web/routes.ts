// Which page is where; the addresses are GitHub's, and below `/-/` the sandbox's own.
import * as assets from './pages/assets.ts';
import { deliveriesPage, deliveryPage, sendAgain } from './pages/deliveries.ts';
import { filePage, repositoryPage } from './pages/files.ts';
import { sendIssueForm } from './pages/issue-form.ts';
import { issueListPage } from './pages/issue-list.ts';
import { newAppPage, registerNewApp } from './pages/new-app.ts';
import { chooserPage, newIssuePage, openBlankIssue } from './pages/new-issue.ts';
import { peoplePage } from './pages/people.ts';
import { pullPage } from './pages/pull.ts';
import { changeLater, dismissReview, mergePull, reviewPull } from './pages/pull-actions.ts';
import { pullListPage } from './pages/pull-list.ts';
import { deploymentsPage, releasesPage, toRelease } from './pages/releases.ts';
import { requestsPage } from './pages/requests.ts';
import { addressOf, jobPage, runPage } from './pages/run.ts';
import { decide } from './pages/run-actions.ts';
import { chooseMode, runListPage } from './pages/run-list.ts';
import { choosePerson, moveClock } from './pages/settings.ts';
import { startPage } from './pages/start.ts';
import { threadPage } from './pages/thread.ts';
import * as thread from './pages/thread-actions.ts';
import { type Handler, redirect } from './visit.ts';

/** One page or action. In a pattern `{name}` is one step of the path and `{+name}` all that are left. */
type Route = {
  readonly method: 'GET' | 'POST';
  readonly pattern: string;
  readonly handler: Handler;
  /** Whether forms on other sites may send to it: only where nothing is changed. */
  readonly fromAnywhere?: boolean;
};

const issue = '/{owner}/{repo}/issues/{number}';
const run = '/{owner}/{repo}/actions/runs/{run}';
const pull = '/{owner}/{repo}/pull/{number}';

/** In this order; the first that fits answers. */
const routes: readonly Route[] = [
  { method: 'GET', pattern: '/', handler: startPage },
  { method: 'GET', pattern: '/-/style.css', handler: assets.style },
  { method: 'GET', pattern: '/-/script.js', handler: assets.script },
  { method: 'GET', pattern: '/-/labels.css', handler: assets.labels },
  { method: 'GET', pattern: '/-/icon.svg', handler: assets.icon },
  { method: 'GET', pattern: '/-/avatar/{name}', handler: assets.avatarPicture },
  { method: 'POST', pattern: '/-/person', handler: choosePerson },
  { method: 'POST', pattern: '/-/clock', handler: moveClock },
  { method: 'POST', pattern: '/-/runs', handler: chooseMode },
  { method: 'GET', pattern: '/-/people', handler: peoplePage },
  { method: 'GET', pattern: '/-/requests', handler: requestsPage },
  { method: 'GET', pattern: '/-/deliveries', handler: deliveriesPage },
  { method: 'GET', pattern: '/-/deliveries/{delivery}', handler: deliveryPage },
  { method: 'POST', pattern: '/-/deliveries/{delivery}/again', handler: sendAgain },
  { method: 'POST', pattern: '/-/apps', handler: registerNewApp },
  { method: 'POST', pattern: '/settings/apps/new', handler: newAppPage, fromAnywhere: true },
  { method: 'POST', pattern: '/organizations/{owner}/settings/apps/new', handler: newAppPage, fromAnywhere: true },
  { method: 'GET', pattern: '/orgs/{owner}/teams/{team}', handler: () => redirect('/-/people') },
  { method: 'GET', pattern: '/apps/{app}', handler: () => redirect('/-/people') },
  { method: 'GET', pattern: '/{owner}', handler: () => redirect('/-/people') },
  { method: 'GET', pattern: '/{owner}/{repo}', handler: repositoryPage },
  { method: 'GET', pattern: '/{owner}/{repo}/blob/{ref}/{+path}', handler: filePage },
  { method: 'GET', pattern: '/{owner}/{repo}/tree/{ref}/{+path}', handler: filePage },
  { method: 'GET', pattern: '/{owner}/{repo}/issues', handler: issueListPage },
  { method: 'POST', pattern: '/{owner}/{repo}/issues', handler: openBlankIssue },
  { method: 'GET', pattern: '/{owner}/{repo}/issues/new/choose', handler: chooserPage },
  { method: 'GET', pattern: '/{owner}/{repo}/issues/new', handler: newIssuePage },
  { method: 'POST', pattern: '/{owner}/{repo}/issues/new', handler: sendIssueForm },
  { method: 'GET', pattern: '/{owner}/{repo}/actions', handler: runListPage },
  { method: 'GET', pattern: run, handler: runPage },
  { method: 'GET', pattern: `${run}/job/{job}`, handler: jobPage },
  { method: 'GET', pattern: `${run}/decide`, handler: (visit) => redirect(addressOf(visit)) },
  { method: 'POST', pattern: `${run}/decide`, handler: decide },
  { method: 'GET', pattern: '/{owner}/{repo}/pulls', handler: pullListPage },
  { method: 'GET', pattern: pull, handler: pullPage },
  { method: 'POST', pattern: `${pull}/merge`, handler: mergePull },
  { method: 'POST', pattern: `${pull}/reviews`, handler: reviewPull },
  { method: 'POST', pattern: `${pull}/reviews/{review}/dismiss`, handler: dismissReview },
  { method: 'POST', pattern: `${pull}/later`, handler: changeLater },
  { method: 'GET', pattern: '/{owner}/{repo}/releases', handler: releasesPage },
  { method: 'GET', pattern: '/{owner}/{repo}/releases/tag/{tag}', handler: toRelease },
  { method: 'GET', pattern: '/{owner}/{repo}/deployments', handler: deploymentsPage },
  { method: 'GET', pattern: issue, handler: threadPage },
  { method: 'POST', pattern: `${issue}/comments`, handler: thread.addComment },
  { method: 'POST', pattern: `${issue}/comments/{comment}`, handler: thread.changeComment },
  { method: 'POST', pattern: `${issue}/state`, handler: thread.changeState },
  { method: 'POST', pattern: `${issue}/title`, handler: thread.changeTitle },
  { method: 'POST', pattern: `${issue}/body`, handler: thread.changeBody },
  { method: 'POST', pattern: `${issue}/labels`, handler: thread.addLabel },
  { method: 'POST', pattern: `${issue}/labels/remove`, handler: thread.removeLabel },
  { method: 'POST', pattern: `${issue}/assignees`, handler: thread.assignSelf },
  { method: 'POST', pattern: `${issue}/lock`, handler: thread.changeLock },
];

/** What fits an address. */
export type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** The route of a request; null when there is no such page. */
export function findRoute(method: string, path: string): Found | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    const params = route.method === asked ? paramsOf(route.pattern, path) : null;
    if (params !== null) return { route, params };
  }
  return null;
}

function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const name = /^\{\+?(\w+)\}$/.exec(step)?.[1];
    const rest = step.startsWith('{+') ? given.slice(index).join('/') : given[index];
    if (rest === undefined || (name === undefined && rest !== step) || (name !== undefined && rest === '')) return null;
    if (name !== undefined) params[name] = decoded(rest);
    if (step.startsWith('{+')) return params;
  }
  return given.length === wanted.length ? params : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
