// The issue of a simulation: opened with the labels of an incident, and changed as GitHub would change it.
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import type { IssueRef, Person } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';

/** Where it is. */
export const madeUpIssue: IssueRef = {
  repositoryId: 1,
  owner: 'example',
  repo: 'simulation',
  number: 1,
  nodeId: 'I_1',
};

/** An issue that somebody opened just now with these labels. */
export function issueOf(labels: readonly string[], author: Person, createdAt: Timestamp): LiveIssue {
  return {
    title: 'Simulation',
    body: '',
    state: 'open',
    stateReason: null,
    locked: false,
    labels: labels.map(labelled),
    assignees: [],
    author,
    createdAt,
    url: 'https://github.com/example/simulation/issues/1',
  };
}

/** The issue after an effect: were it not, the brain would take the difference for somebody's doing. */
export function withEffect(live: LiveIssue, effect: Effect): LiveIssue {
  switch (effect.kind) {
    case 'labels': {
      const gone = new Set([...effect.remove, ...effect.add].map((name) => name.toLowerCase()));
      const kept = live.labels.filter(({ name }) => !gone.has(name.toLowerCase()));
      return { ...live, labels: [...kept, ...effect.add.map(labelled)] };
    }
    case 'title':
      return { ...live, title: effect.title };
    case 'assignees': {
      const gone = new Set([...effect.remove, ...effect.add].map(({ id }) => id));
      return { ...live, assignees: [...live.assignees.filter(({ id }) => !gone.has(id)), ...effect.add] };
    }
    case 'close':
      return { ...live, state: 'closed', stateReason: effect.reason };
    case 'reopen':
      return { ...live, state: 'open', stateReason: 'reopened' };
    default:
      return live;
  }
}

function labelled(name: string): LiveIssue['labels'][number] {
  return { id: `LA_${name}`, name };
}
