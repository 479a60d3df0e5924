// The webhooks that were sent, and sending one again.
import type { App, Delivery } from '../../state/apps.ts';
import { notFound } from '../../state/refusal.ts';
import { known } from '../../state/store.ts';
import { type Html, html } from '../html.ts';
import { instant } from '../look/pieces.ts';
import { type Page, page, param, type Reply, redirect, type Visit } from '../visit.ts';

/** The list shows this many, newest first. */
const shown = 100;

/** `GET /-/deliveries`: of all apps, as their owners see them in GitHub's settings. */
export function deliveriesPage(visit: Visit): Page {
  const { store } = visit.host;
  const all = [...store.deliveries.values()].sort((a, b) => b.id - a.id);
  return page(
    'Webhook deliveries',
    html`<h1>Webhook deliveries</h1>
    <p class="muted">What the app was told, newest first. The event's name is not signed, its content is. GitHub itself never sends again what failed; here and there a person or the app can ask for it.</p>
    <div class="table" id="deliveries" data-live><table>
      <thead><tr><th>When</th><th>Event</th><th>About</th><th>App</th><th>Answer</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${all.slice(0, shown).map((one) => deliveryRow(known(store.apps, one.appId), one))}</tbody>
    </table>
    ${all.length === 0 && html`<p class="empty">Nothing was sent yet.</p>`}
    ${all.length > shown && html`<p class="muted">${all.length - shown} older ones are not shown.</p>`}</div>`,
  );
}

function deliveryRow(app: App, delivery: Delivery): Html {
  const { id, event, action, redelivery, duration } = delivery;
  return html`<tr>
    <td>${instant(delivery.deliveredAt)}</td>
    <td><a href="/-/deliveries/${id}"><code>${event}${action === null ? '' : `.${action}`}</code></a>${redelivery && html` <span class="badge">again</span>`}</td>
    <td>${aboutIssue(delivery)}</td>
    <td>${app.slug}</td>
    <td>${outcome(delivery)} <span class="muted">${Math.round(duration * 1000)} ms</span></td>
    <td><form method="post" action="/-/deliveries/${id}/again"><button aria-label="Redeliver ${event} of ${delivery.deliveredAt}">Redeliver</button></form></td>
  </tr>`;
}

function outcome({ statusCode, status }: Delivery): Html {
  const good = statusCode >= 200 && statusCode < 300;
  return html`<span class="${good ? 'good' : 'bad'}">${statusCode === 0 ? status : `${statusCode} ${status}`}</span>`;
}

function aboutIssue({ payload }: Delivery): string {
  const { issue } = payload;
  return typeof issue === 'object' && issue !== null && 'number' in issue ? `#${String(issue.number)}` : '';
}

function deliveryOf(visit: Visit): Delivery {
  const delivery = visit.host.store.deliveries.get(Number(param(visit, 'delivery')));
  if (delivery === undefined) throw notFound();
  return delivery;
}

/** `GET /-/deliveries/{delivery}`: all that was sent and answered. */
export function deliveryPage(visit: Visit): Page {
  const delivery = deliveryOf(visit);
  const headers = Object.entries(delivery.requestHeaders).map(([name, value]) => `${name}: ${value}`);
  return page(
    `Delivery ${delivery.id}`,
    html`<p><a href="/-/deliveries">Deliveries</a></p>
    <h1>${delivery.event}${delivery.action === null ? '' : `.${delivery.action}`}</h1>
    <p>${instant(delivery.deliveredAt)} · ${outcome(delivery)} · to <code>${delivery.url}</code></p>
    <form method="post" action="/-/deliveries/${delivery.id}/again"><button>Redeliver</button></form>
    <h2>Sent</h2><pre tabindex="0">${headers.join('\n')}</pre>
    <pre tabindex="0">${JSON.stringify(delivery.payload, null, 2)}</pre>
    <h2>Answered</h2><pre tabindex="0">${delivery.responseBody === '' ? '(nothing)' : delivery.responseBody}</pre>`,
  );
}

/** `POST /-/deliveries/{delivery}/again`: with the same GUID, as GitHub's button does. */
export function sendAgain(visit: Visit): Reply {
  visit.host.hooks.redeliver(deliveryOf(visit));
  return redirect('/-/deliveries');
}
