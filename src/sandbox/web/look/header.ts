// The top of every page: where one can go, who one is, and the clock.
import { grantOf } from '../../state/access.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { fullNameOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { known, nowMs, type Store, timestamp } from '../../state/store.ts';
import { type Html, html } from '../html.ts';
import { peopleOf } from '../viewer.ts';
import type { Visit } from '../visit.ts';
import { distance, nextDue } from './next-due.ts';

/** The repository that pages without one of their own speak of: the first there is. */
export function mainRepository(store: Store): Repository {
  const [repository] = store.repositories.values();
  if (repository === undefined) throw new Error('There is no repository in this sandbox.');
  return repository;
}

/** The header. Its forms come back to the page one is on. */
export function header(visit: Visit): Html {
  const { store } = visit.host;
  const repository = mainRepository(store);
  const name = fullNameOf(store, repository);
  return html`<header class="top">
    <div class="bar">
      <a class="brand" href="/"><span aria-hidden="true">⛑</span> Sandbox <small>a local GitHub</small></a>
      <nav aria-label="Main">
        <a href="/${name}">${name}</a>
        <a href="/${name}/issues">Issues</a>
        <a href="/${name}/actions">Actions</a>
        <a href="/${name}/pulls">Pull requests</a>
        <a href="/${name}/releases">Releases</a>
        <a href="/${name}/deployments">Deployments</a>
        <a href="/-/deliveries">Deliveries</a>
        <a href="/-/requests">API requests</a>
      </nav>
      ${clockControl(visit)}
    </div>
    <div class="bar">
      ${peopleSwitch(visit, repository)}
      <p class="due" id="due" data-live>${dueHtml(store)}</p>
      <p id="link-lost" hidden>The sandbox does not answer.</p>
    </div>
  </header>`;
}

function peopleSwitch(visit: Visit, repository: Repository): Html {
  const { store } = visit.host;
  const current = visit.viewer.user;
  return html`<form class="people" method="post" action="/-/person">
    <span id="you-are">You are</span>
    <div role="group" aria-labelledby="you-are">
      ${peopleOf(store).map((person) => {
        const role = grantOf(store, person, repository)?.roleName ?? 'none';
        const mark = person.id === current.id ? 'true' : 'false';
        return html`<button name="person" value="${person.login}" aria-pressed="${mark}">${person.login} <small>${role}</small></button>`;
      })}
    </div>
  </form>`;
}

const steps = [
  ['PT1M', '+1 min'],
  ['PT15M', '+15 min'],
  ['PT2H', '+2 h'],
] as const;

function clockControl(visit: Visit): Html {
  const { store } = visit.host;
  const now = nowMs(store);
  const at = timestamp(now);
  return html`<form class="clock" method="post" action="/-/clock" data-quiet>
    <div id="clock" data-live>
      <span class="visually-hidden">The sandbox's time:</span>
      <time datetime="${at}" data-ahead="${store.clock.offsetMs}">${at.slice(0, 10)} ${at.slice(11, 19)} UTC</time>
    </div>
    <div role="group" aria-label="Move the clock">
      ${steps.map(([advance, words]) => html`<button name="advance" value="${advance}">${words}</button>`)}
    </div>
  </form>`;
}

function dueHtml(store: Store): Html {
  const due = nextDue(store, (id) => issuePath(store, id));
  if (due === null) return html`Nothing is due.`;
  const { what, at, page, issue } = due;
  return html`<a href="${page}">#${issue}</a>: ${what.toLowerCase()} ${at.slice(11, 16)}, ${distance(Date.parse(at), nowMs(store))}`;
}

/** Where an issue's page is. */
export function issuePath(store: Store, issueId: number): string {
  const issue = known(store.issues, issueId);
  return `/${fullNameOf(store, repositoryOf(store, issue))}/issues/${issue.number}`;
}
