// What was asked of the API.
import type { RequestRecord } from '../../state/traffic.ts';
import { type Html, html } from '../html.ts';
import { instant } from '../look/pieces.ts';
import { type Page, page, type Visit } from '../visit.ts';

/** The list shows this many, newest first. */
const shown = 200;

/** `GET /-/requests`. These pages themselves read without being counted. */
export function requestsPage(visit: Visit): Page {
  const { requests } = visit.host.store;
  return page(
    'API requests',
    html`<h1>API requests</h1>
    <p class="muted">Every request to the API, newest first: the app's, yours (what you do in these pages is written through the API with your token), and those of any other client. Only a form's new issue is not a request, as the API cannot fill in forms.</p>
    <div class="table" id="requests" data-live><table>
      <thead><tr><th>When</th><th>Who</th><th>Request</th><th>Answer</th></tr></thead>
      <tbody>${requests.slice(-shown).toReversed().map(requestRow)}</tbody>
    </table>
    ${requests.length === 0 && html`<p class="empty">Nobody has asked anything yet.</p>`}
    ${requests.length > shown && html`<p class="muted">${requests.length - shown} older ones are not shown.</p>`}</div>`,
  );
}

function requestRow({ at, actor, method, path, operations, status, fault }: RequestRecord): Html {
  return html`<tr>
    <td>${instant(at)}</td>
    <td>${actor ?? 'nobody'}</td>
    <td><code>${method} ${path}</code>${operations.length > 0 && html` <span class="muted">${operations.join(', ')}</span>`}</td>
    <td><span class="${status < 400 ? 'good' : 'bad'}">${status === 0 ? 'none' : status}</span>${fault && html` <span class="badge">ordered failure</span>`}</td>
  </tr>`;
}
