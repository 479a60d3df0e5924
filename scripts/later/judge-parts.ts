// What most runs of the Actions that judge a pull request do not come to, by the part that it is loaded in; written as in `parts.ts`.
import { parts } from './parts.ts';

/** Names of their own: the loop's parts lie in the same folder, and hold what the loop needs. */
export const judgeParts: Readonly<Record<string, readonly string[]>> = {
  // Names of characters in Markdown.
  'judge-entities': parts['entities'] ?? [],
  // The printer of YAML, and what makes YAML of values.
  'judge-yaml': [
    ...(parts['yaml'] ?? []),
    'node_modules/yaml/browser/dist/doc/anchors.js',
    'node_modules/yaml/browser/dist/doc/applyReviver.js',
    'node_modules/yaml/browser/dist/doc/createNode.js',
  ],
  // Texts of several lines in YAML.
  'judge-yaml-text': ['node_modules/yaml/browser/dist/compose/resolve-block-scalar.js'],
  // Times that are written in other ways, and days in a time zone.
  'judge-days': ['src/core/time/any.ts', 'src/core/oncall/override.ts#'],
  // The policy of a repository without one, and the reader of those that have one.
  'judge-built-in': ['src/shell/templates/built-in.ts'],
  'judge-own-policy': ['action/host/own-policy.ts', 'src/core/policy/chain.ts', 'src/core/policy/policy-from.ts'],
  // A document that lies on another one, and what changes deadlines: neither is judged.
  'judge-changes': ['src/core/postmortem/merge.ts', 'src/core/incident/deadline-change.ts#'],
  // GitHub says no, or nothing.
  'judge-refusal': ['src/shell/github/ask.ts#', 'src/shell/github/errors.ts#'],
  // What is wrong with a policy, in words.
  'judge-policy': [
    'src/core/mitigation/action-inputs.ts#',
    'src/core/policy/meant.ts',
    'src/core/policy/path.ts#',
    'src/core/policy/phrases.ts',
    'src/core/policy/schema.ts',
    'src/core/policy/tell.ts',
    'src/core/policy/slips.ts#',
    'src/core/policy/what-holds.ts#',
  ],
};
