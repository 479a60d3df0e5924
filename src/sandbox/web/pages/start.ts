// The first page: what this is, and what to try first.
import { fullNameOf } from '../../state/repositories.ts';
import { html } from '../html.ts';
import { mainRepository } from '../look/header.ts';
import { type Page, page, type Visit } from '../visit.ts';

/** `GET /`. */
export function startPage(visit: Visit): Page {
  const { store } = visit.host;
  const name = fullNameOf(store, mainRepository(store));
  const issues = `/${name}/issues`;
  const policy = `/${name}/blob/main/.github/firebreak.yml`;
  return page(
    'Start',
    html`<h1>A local GitHub, with Firebreak installed</h1>
    <p class="lead">This is a sandbox: a small GitHub on your machine, with a sample repository, sample people, and the Firebreak app
    at work. What you do here goes through the same API that github.com has, and the app cannot tell the difference.
    Nothing leaves this machine, and nothing is kept when it ends.</p>
    <p><a class="button primary" href="${issues}/new?template=incident.yml">Declare an incident</a>
    <a class="button" href="${issues}">Look at the issues</a></p>
    <h2>Two minutes</h2>
    <ol class="steps">
      <li><a href="${issues}/new?template=incident.yml">Declare an incident</a> as <b>responder</b>; choose <b>P0</b>. The title, the labels, the page to the on-call team and the status card come by themselves.</li>
      <li>Comment <code>/ack</code>. You are the incident commander now.</li>
      <li>Press <b>+15 min</b> above. An update is due, and Firebreak asks for it. Comment <code>/update Rolled back, errors are falling eta=15m</code>.</li>
      <li>Comment <code>/resolve rolled back to v2.3.3</code>, press <b>+2 h</b> until the monitoring window is over, comment <code>/resolve</code> again, then <code>/close</code>.</li>
      <li>Be somebody else (above) and see what they may do: <b>visitor</b> can report, not respond. <code>/help</code> lists every command.</li>
    </ol>
    <h2>Behind the scenes</h2>
    <ul>
      <li><a href="/-/deliveries">Deliveries</a>: the signed webhooks that the app was sent, and how it answered. Send one again and see that nothing happens twice.</li>
      <li><a href="/-/requests">API requests</a>: everything the app and you have asked of the API.</li>
      <li><a href="/-/people">People</a>: the accounts, their roles and teams. <a href="${policy}">The policy</a> of <a href="/${name}">${name}</a> says who is told.</li>
      <li><code>git clone ${store.baseUrl}/${name}.git</code> works, and so does any client of the API at <code>${store.baseUrl}/api/v3</code>.</li>
    </ul>`,
  );
}
