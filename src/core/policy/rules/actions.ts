// Rules about the actions of the catalogue: what they take can be held against what somebody types.
import { asWritten, reservedInputs } from '../../mitigation/action-inputs.ts';
import { readPattern } from '../../mitigation/safe-pattern.ts';
import { inShort } from '../phrases.ts';
import type { Policy } from '../policy.ts';
import type { Rule } from './rule.ts';

type Input = Policy['mitigations'][number]['inputs'][number];

export const inputsAreTyped: Rule = {
  code: 'untyped-input',
  says: 'What an action takes is bounded: a `choice` has `choices`, a `number` has `min` and `max`, a `pattern` has one that can be read; its `default` is of it, and its name is none that every run has.',
  check: ({ mitigations }) =>
    mitigations.flatMap(({ id, inputs }) =>
      inputs.flatMap((input) => {
        const fault = faultOf(input);
        if (fault === null) return [];
        const path = ['mitigations', id, 'inputs', input.id] as const;
        return [{ at: [[...path, fault.key], path], message: `\`${path.join('.')}\` ${fault.says}` }];
      }),
    ),
};

export const deploymentIsNamed: Rule = {
  code: 'no-deploy-workflow',
  says: '`rollback.from: workflow-runs` and `rollback.freeze_first` go by the runs of `rollback.deploy_workflow`, which is named.',
  check: ({ rollback: { from, freezeFirst, deployWorkflow } }) => {
    if (deployWorkflow !== null || (from !== 'workflow-runs' && !freezeFirst)) return [];
    const key = from === 'workflow-runs' ? 'from' : 'freeze_first';
    const message = `\`rollback.${key}\` goes by the runs of a workflow that deploys, and none is named. Write the name of its file as \`deploy_workflow\`.`;
    return [{ at: [['rollback', key]], message }];
  },
};

function faultOf(input: Input): { readonly key: string; readonly says: string } | null {
  const { id, kind, choices, min, max, pattern, default: usual, secret } = input;
  if (reservedInputs.includes(id)) return { key: 'id', says: 'has a name that every run has. Write another one.' };
  if (secret) return null;
  if (kind === 'choice' && choices.length === 0)
    return { key: 'choices', says: 'is a `choice` of nothing. Write its `choices`.' };
  if (kind === 'number' && (min === null || max === null || min > max))
    return { key: 'min', says: 'is a `number` without bounds. Write `min` and `max`.' };
  if (kind === 'pattern' && (pattern === null || readPattern(pattern) === null))
    return {
      key: 'pattern',
      says: `has ${pattern === null ? 'no `pattern`' : `a \`pattern\` that is not read (\`${inShort(pattern)}\`)`}. Expected characters, \`[a-z0-9-]\`, \`\\d\` or \`\\w\` with \`?\`, \`*\`, \`+\` or \`{1,3}\`; no groups, \`|\`, \`.\` or \`[^…]\`. Correct it, or make it a \`choice\`.`,
    };
  if (usual !== null && asWritten(input, usual) === null)
    return {
      key: 'default',
      says: `has a \`default\` that it does not take (\`${inShort(usual)}\`). Correct one of them.`,
    };
  return null;
}
