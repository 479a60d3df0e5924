// Readings of the event `issues`, one per action that can change an incident. https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
import { isDrillTitle } from '../../core/incident/drill-title.ts';
import { looksLikeIncident } from '../../core/incident/looks-like.ts';
import { commonOf, type IntakeSelf, labelsOf, personFrom, type Reading } from './reading.ts';
import type { IssuesPayload } from './schema.ts';

type Read = (payload: IssuesPayload) => Reading;

const opened: Read = (payload) => {
  const { issue } = payload;
  const author = issue.user ? personFrom(issue.user) : null;
  const snapshot = { title: issue.title, body: issue.body ?? '', labels: [...labelsOf(payload)], author };
  const viaApp = issue.performed_via_github_app?.id ?? null;
  return { trigger: { kind: 'opened', ...commonOf(payload, issue.created_at), ...snapshot, viaApp } };
};

function labelled(added: boolean): Read {
  return (payload) => {
    if (!payload.label) return { ignored: 'no-label' };
    const common = commonOf(payload, payload.issue.updated_at);
    return { trigger: { kind: 'labelled', ...common, label: payload.label.name, added } };
  };
}

const edited: Read = (payload) => {
  const titleFrom = payload.changes?.title?.from ?? null;
  const titleTo = titleFrom === null ? {} : { titleTo: payload.issue.title };
  const bodyFrom = payload.changes?.body?.from ?? null;
  const bodyTo = bodyFrom === null ? {} : { bodyTo: payload.issue.body ?? '' };
  const common = commonOf(payload, payload.issue.updated_at);
  return { trigger: { kind: 'edited', ...common, titleFrom, ...titleTo, bodyFrom, ...bodyTo } };
};

const closed: Read = (payload) => ({
  trigger: { kind: 'closed', ...commonOf(payload, payload.issue.closed_at ?? payload.issue.updated_at) },
});

const reopened: Read = (payload) => ({
  trigger: { kind: 'reopened', ...commonOf(payload, payload.issue.updated_at) },
});

function locked(is: boolean): Read {
  return (payload) => ({ trigger: { kind: 'locked', ...commonOf(payload, payload.issue.updated_at), locked: is } });
}

function gone(how: 'deleted' | 'transferred'): Read {
  return (payload) => ({ trigger: { kind: 'gone', ...commonOf(payload, payload.issue.updated_at), how } });
}

/** A transfer makes `transferred` here and an ordinary `opened` (with `changes.old_issue`) in the new repository. */
export const issuesActions = {
  opened,
  labeled: labelled(true),
  unlabeled: labelled(false),
  edited,
  closed,
  reopened,
  locked: locked(true),
  unlocked: locked(false),
  transferred: gone('transferred'),
  deleted: gone('deleted'),
} as const satisfies Readonly<Record<string, Read>>;

function concernsIncident(payload: IssuesPayload): boolean {
  const { issue, label, changes } = payload;
  const labels = label ? [...labelsOf(payload), label.name] : labelsOf(payload);
  const title = changes?.title?.from ?? '';
  const body = issue.body ?? '';
  return looksLikeIncident({ title: issue.title, body, labels }) || looksLikeIncident({ title, body, labels });
}

/** Only our record tells whether an incident has it. */
function followUpMoved({ action, issue, repository, sender }: IssuesPayload): Reading | null {
  if (action !== 'closed' && action !== 'reopened') return null;
  const state = action === 'closed' ? 'closed' : 'open';
  const at = action === 'closed' ? (issue.closed_at ?? issue.updated_at) : issue.updated_at;
  const actor = sender ? personFrom(sender) : null;
  return { followUp: { at, repository: repository.id, number: issue.number, state, actor } };
}

/** Somebody gave it to somebody else, or another title: the incident that has it looks at it. */
function followUpChanged({ action, changes, issue, repository }: IssuesPayload): Reading | null {
  const isRetitled = action === 'edited' && changes?.title != null;
  if (action !== 'assigned' && !isRetitled) return null;
  return { about: { at: issue.updated_at, repository: repository.id, followUp: issue.number } };
}

/** The reading of an `issues` payload. Our own echoes, pull requests and issues that are no incidents cost nothing further. */
export function readIssues(payload: IssuesPayload, self: IntakeSelf): Reading {
  const read = new Map<string, Read>(Object.entries(issuesActions)).get(payload.action);
  if (read === undefined && payload.action !== 'assigned') return { ignored: 'action-not-used' };
  if (payload.issue.pull_request) return { ignored: 'pull-request' };
  // What is merged by us may close an issue by a keyword: that is nothing that was decided.
  const isOwn = payload.sender?.id === self.botId;
  const isOwnDrill = payload.action === 'opened' && isDrillTitle(payload.issue.title);
  if (isOwn && payload.action !== 'closed' && !isOwnDrill) return { ignored: 'own' };
  if (!concernsIncident(payload))
    return (isOwn ? null : (followUpMoved(payload) ?? followUpChanged(payload))) ?? { ignored: 'not-an-incident' };
  return read === undefined ? { ignored: 'action-not-used' } : read(payload);
}
