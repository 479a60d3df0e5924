// What an action of the catalogue will do, before it is done; and the catalogue itself.
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import { type Action, expectedOf, usageOfAction, type Values } from '../mitigation/action-inputs.ts';
import type { Policy } from '../policy/policy.ts';

export type ActionWords = {
  readonly action: Action;
  readonly workflow: string | null;
  /** Null: they are not shown here. */
  readonly values: Values | null;
  readonly atOnce: boolean;
  /** What `/confirm` takes; null where there is nothing to confirm. */
  readonly code: string | null;
  readonly isTried: boolean;
};

/** What is started with which values, and how to confirm it; the steps of what no workflow does. */
export function actionMessage({ action, workflow, values, atOnce, code, isTried }: ActionWords): Message {
  return {
    template: 'action',
    mentions: [],
    data: {
      title: action.title,
      when: action.when,
      workflow: workflow === null ? null : trusted(codeSpan(workflow)),
      values: inOneLine(
        Object.entries(values ?? {}).map(([name, value]) => codeSpan(`${name}=${value}`, { max: 160 })),
        ', ',
      ),
      steps: [...action.steps],
      starts: workflow !== null && atOnce && !isTried,
      tried: isTried,
      atOnce,
      code: code === null || atOnce ? null : trusted(code),
    },
  };
}

/** What is typed for a strategy of the catalogue; null where it is a command that is not there. */
export function commandFor(action: Action): string {
  if (action.kind === 'rollback') return '/rollback';
  return action.kind === 'hotfix' ? '/hotfix' : usageOfAction(action);
}

/** Every action, when to use it, and how it is typed. */
export function catalogueMessage(policy: Policy): Message {
  return { template: 'catalogue', mentions: [], data: { actions: policy.mitigations.map(rowOf) } };
}

/** A row of the tables of situations and strategies (`S002-15`, `S004-11`). */
export function rowOf(action: Action): MessageData {
  const { title, when, workflow, inputs, kind } = action;
  return {
    title,
    when,
    command: trusted(codeSpan(commandFor(action), { max: 200 })),
    hand: workflow === null && kind !== 'rollback' && kind !== 'hotfix',
    inputs: inOneLine(
      inputs.filter(({ secret }) => !secret).map((input) => `${codeSpan(`${input.id}=`)} ${expectedOf(input)}`),
      '; ',
    ),
  };
}

function inOneLine(parts: readonly string[], between: string): MessageValue {
  return parts.length === 0 ? null : trusted(parts.join(between));
}
