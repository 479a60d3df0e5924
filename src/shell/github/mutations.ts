// Effects as mutations of one GraphQL document: which fields, under which alias, and what a lost answer means for them.
import { isReadBack } from '../../core/decide/read-back.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Lane } from './budget.ts';
import { type Part, part } from './document.ts';
import type { ReadyEffect } from './port.ts';

export type LabelIds = Readonly<Record<string, string>>;

/** A mutation and the name of its answer. */
export type Mutation = { readonly part: Part; readonly alias: string };

/** Aliases of the mutations of the effect at this index are `e<index>` and, for a second one, `e<index>b`. */
export function mutationsOf(effect: ReadyEffect, index: number, issue: IssueRef, ids: LabelIds): readonly Mutation[] {
  const draft = new Draft(index, issue);
  switch (effect.kind) {
    case 'comment':
      return [draft.mutation('addComment', { subjectId: draft.issue, body: text(effect.text) }, addedBy(effect))];
    case 'card':
      return [cardMutation(draft, effect)];
    case 'edit':
      return [draft.mutation('updateIssueComment', { id: id(effect.commentNodeId), body: text(effect.text) })];
    case 'labels':
      return labelMutations(draft, effect, ids);
    case 'title':
      return [draft.mutation('updateIssue', { id: draft.issue, title: text(effect.title) })];
    case 'assignees':
      return assigneeMutations(draft, effect);
    case 'react':
      return [
        draft.mutation('addReaction', {
          subjectId: id(effect.commentNodeId),
          content: { type: 'ReactionContent!', value: reactions[effect.reaction] },
        }),
      ];
    case 'close':
      return [
        draft.mutation('closeIssue', {
          issueId: draft.issue,
          stateReason: { type: 'IssueClosedStateReason', value: effect.reason.toUpperCase() },
        }),
      ];
    case 'reopen':
      return [draft.mutation('reopenIssue', { issueId: draft.issue })];
    default:
      return [];
  }
}

/** A page is read back as people see it: a mention that GitHub does not link tells nobody. */
function addedBy(effect: Extract<ReadyEffect, { kind: 'comment' }>): string {
  return `commentEdge { node { id fullDatabaseId${isReadBack(effect) ? ' bodyHTML' : ''} } }`;
}

const reactions = { '+1': 'THUMBS_UP', confused: 'CONFUSED', eyes: 'EYES' } as const;

type Value = { readonly type: string; readonly value: unknown };

function id(value: string): Value {
  return { type: 'ID!', value };
}

function ids(value: readonly string[]): Value {
  return { type: '[ID!]!', value };
}

function text(value: string): Value {
  return { type: 'String!', value };
}

class Draft {
  readonly issue: Value;
  readonly #index: number;

  constructor(index: number, issue: IssueRef) {
    this.#index = index;
    this.issue = id(issue.nodeId);
  }

  mutation(
    field: string,
    input: Readonly<Record<string, Value>>,
    selection = 'clientMutationId',
    suffix = '',
  ): Mutation {
    const alias = `e${this.#index}${suffix}`;
    const named = Object.entries(input).map(([name, value]) => ({ name, variable: `${alias}_${name}`, value }));
    const written = named.map(({ name, variable }) => `${name}: $${variable}`).join(', ');
    const variables = Object.fromEntries(named.map(({ variable, value }) => [variable, value]));
    return { alias, part: part(`${alias}: ${field}(input: { ${written} }) { ${selection} }`, variables) };
  }
}

function cardMutation(draft: Draft, effect: Extract<ReadyEffect, { kind: 'card' }>): Mutation {
  const body = text(effect.text);
  if (effect.commentNodeId === null)
    return draft.mutation('addComment', { subjectId: draft.issue, body }, 'commentEdge { node { id fullDatabaseId } }');
  const selection = 'issueComment { id fullDatabaseId }';
  return draft.mutation('updateIssueComment', { id: id(effect.commentNodeId), body }, selection);
}

/** A label without an id is not on the issue, so there is nothing to remove; those to add were created before. */
function labelMutations(
  draft: Draft,
  effect: Extract<ReadyEffect, { kind: 'labels' }>,
  known: LabelIds,
): readonly Mutation[] {
  const labelableId = draft.issue;
  const [added, removed] = [idsOf(effect.add, known), idsOf(effect.remove, known)];
  return [
    ...(added.length === 0 ? [] : [draft.mutation('addLabelsToLabelable', { labelableId, labelIds: ids(added) })]),
    ...(removed.length === 0
      ? []
      : [draft.mutation('removeLabelsFromLabelable', { labelableId, labelIds: ids(removed) }, undefined, 'b')]),
  ];
}

function idsOf(names: readonly string[], known: LabelIds): readonly string[] {
  return names.flatMap((name) => labelId(name, known) ?? []);
}

/** GitHub's names of labels differ only beyond upper and lower case. */
export function labelId(name: string, known: LabelIds): string | null {
  const exact = known[name];
  if (exact !== undefined) return exact;
  return Object.entries(known).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** Whoever cannot be assigned is left out without an error: only who is assigned then tells. */
const ASSIGNED = 'assignable { ... on Issue { assignees(first: 20) { nodes { __typename login id databaseId } } } }';

function assigneeMutations(draft: Draft, effect: Extract<ReadyEffect, { kind: 'assignees' }>): readonly Mutation[] {
  const assignableId = draft.issue;
  const nodeIds = (people: typeof effect.add) => ids(people.map(({ nodeId }) => nodeId));
  return [
    ...(effect.add.length === 0
      ? []
      : [draft.mutation('addAssigneesToAssignable', { assignableId, assigneeIds: nodeIds(effect.add) }, ASSIGNED)]),
    ...(effect.remove.length === 0
      ? []
      : [
          draft.mutation(
            'removeAssigneesFromAssignable',
            { assignableId, assigneeIds: nodeIds(effect.remove) },
            undefined,
            'b',
          ),
        ]),
  ];
}

/** Doing it twice would show: only these must be looked for before they are sent again (INV-3). */
export function creates(effect: ReadyEffect): boolean {
  return effect.kind === 'comment' || (effect.kind === 'card' && effect.commentNodeId === null);
}

/** How urgent an effect is. People wait for the reaction and for the state of the issue; the card and what repeats it can wait a little. */
export function laneOf(effect: ReadyEffect): Lane {
  switch (effect.kind) {
    case 'comment':
      return effect.urgency;
    case 'dispatch':
    case 'cancel-run':
    case 'open-hotfix':
    case 'adopt-hotfix':
      return 'page';
    case 'react':
    case 'close':
    case 'reopen':
      return 'reply';
    default:
      return 'decoration';
  }
}

/** What GitHub counts as content: new and changed texts. The rest is limited by its points alone, which we never reach. */
export function writesOf(effect: ReadyEffect): number {
  const contents: readonly ReadyEffect['kind'][] = [
    'comment',
    'card',
    'title',
    'open-issue',
    'move-issue',
    'amend-issue',
    'open-drill',
  ];
  if (effect.kind === 'open-hotfix' || effect.kind === 'open-postmortem' || effect.kind === 'write-index') return 2;
  return contents.includes(effect.kind) ? 1 : 0;
}
