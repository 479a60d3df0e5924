// Accounts, what they may do, and teams.
import { grantOf } from '../../state/access.ts';
import { fullNameOf } from '../../state/repositories.ts';
import { known } from '../../state/store.ts';
import { html } from '../html.ts';
import { mainRepository } from '../look/header.ts';
import { peopleOf } from '../viewer.ts';
import { type Page, page, type Visit } from '../visit.ts';

/** `GET /-/people`, and where mentions lead. */
export function peoplePage(visit: Visit): Page {
  const { store } = visit.host;
  const repository = mainRepository(store);
  const teamsOf = (id: number) =>
    [...store.teams.values()].filter(({ members }) => members.has(id)).map(({ slug }) => slug);
  const name = fullNameOf(store, repository);
  return page(
    'People',
    html`<h1>People</h1>
    <p class="muted">Be one of them with the buttons above. The role is the one on <a href="/${name}">${name}</a>.</p>
    <div class="table"><table>
      <thead><tr><th>Account</th><th>Role</th><th>Teams</th></tr></thead>
      <tbody>${peopleOf(store).map(
        (person) => html`<tr>
          <th scope="row">${person.login}</th>
          <td>${grantOf(store, person, repository)?.roleName ?? 'none'}</td>
          <td>${teamsOf(person.id).join(', ')}</td></tr>`,
      )}</tbody></table></div>
    <h2>Teams</h2>
    <ul>${[...store.teams.values()].map(
      (team) => html`<li><b>@${known(store.users, team.organisationId).login}/${team.slug}</b>:
        ${[...team.members.keys()].map((id) => known(store.users, id).login).join(', ')}</li>`,
    )}</ul>
    <h2>Apps</h2>
    <ul>${[...store.apps.values()].map(
      (app) =>
        html`<li><b>${app.name}</b> may ${Object.entries(app.permissions)
          .map(([permission, level]) => `${permission}: ${level}`)
          .join(', ')}</li>`,
    )}</ul>`,
  );
}
