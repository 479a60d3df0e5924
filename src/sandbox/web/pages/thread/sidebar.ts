// Beside a thread: who is assigned, the labels, the lock.
import { type Html, html } from '../../html.ts';
import { avatar, labelPill, personName } from '../../look/pieces.ts';
import type { Issue, Label } from '../../shapes.ts';
import type { Place } from './rights.ts';

/** The sidebar, with controls for those who may use them. */
export function sidebar(place: Place, issue: Issue, labels: readonly Label[]): Html {
  return html`<aside aria-label="About this issue">
    <section id="assignees" data-live>
      <h2>Assignees</h2>
      ${issue.assignees.map((person) => html`<p class="assignee">${avatar(person)} ${personName(person)}</p>`)}
      ${issue.assignees.length === 0 && html`<p class="muted">No one</p>`}
      ${place.rights.triage && assignMe(place, issue)}
    </section>
    <section id="labels" data-live>
      <h2>Labels</h2>
      ${issue.labels.length === 0 && html`<p class="muted">None</p>`}
      ${place.rights.triage ? removableLabels(place, issue) : html`<p>${issue.labels.map(labelPill)}</p>`}
      ${place.rights.triage && addLabel(place, issue, labels)}
    </section>
    ${place.rights.write && lockControl(place, issue)}
  </aside>`;
}

function assignMe({ visit, base }: Place, issue: Issue): Html {
  const assigned = issue.assignees.some(({ login }) => login === visit.viewer.user.login);
  return html`<form method="post" action="${base}/assignees">
    <button class="link" name="assigned" value="${assigned ? 'no' : 'yes'}">${assigned ? 'Unassign yourself' : 'Assign yourself'}</button></form>`;
}

function removableLabels({ base }: Place, issue: Issue): Html {
  return html`<form method="post" action="${base}/labels/remove"><ul class="labels">
    ${issue.labels.map(
      (label) =>
        html`<li>${labelPill(label)} <button class="remove" name="name" value="${label.name}" aria-label="Remove ${label.name}">×</button></li>`,
    )}
  </ul></form>`;
}

function addLabel({ base }: Place, issue: Issue, labels: readonly Label[]): Html {
  const others = labels.filter(({ name }) => !issue.labels.some((label) => label.name === name));
  return html`<form class="inline" method="post" action="${base}/labels">
    <label class="visually-hidden" for="add-label">Add a label</label>
    <input type="text" id="add-label" name="name" list="other-labels" placeholder="Add a label" required autocomplete="off">
    <datalist id="other-labels">${others.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
    <button>Add</button></form>`;
}

function lockControl({ base }: Place, issue: Issue): Html {
  return html`<section id="lock" data-live>
    <h2>Conversation</h2>
    <form method="post" action="${base}/lock">
      <button name="locked" value="${issue.locked ? 'no' : 'yes'}">${issue.locked ? 'Unlock' : 'Lock'} conversation</button></form>
  </section>`;
}
