// Policy, labels and form: whether people can declare.
import type { FindingRow } from './row.ts';

export const formFindings = {
  'policy-missing': {
    level: 'problem',
    what: 'There is no policy, so the built-in one is in force, which pages nobody.',
    expected: '`.github/firebreak.yml` on the branch `{branch}`, or in the `.github` repository of the organisation.',
    fix: 'Run `firebreak init --pull-request --repository {repository}` and merge it.',
  },
  'policy-broken': {
    level: 'problem',
    what: '{place}: {problem}',
    expected: 'A policy without a mistake: one with a mistake is not taken, and the last good one stays in force.',
    fix: 'Correct that line. `firebreak policy check` tells every mistake before you commit.',
  },
  'label-missing': {
    level: 'problem',
    what: 'There is no label `{label}`.',
    expected: 'One: the form gives it, and GitHub leaves out of a form what is not there.',
    fix: 'Run `gh label create "{label}" --repo {repository}`.',
  },
  'form-missing': {
    level: 'problem',
    what: 'No issue form gives the label `{label}`.',
    expected: '`.github/ISSUE_TEMPLATE/incident.yml`, with which people declare incidents.',
    fix: 'Run `firebreak form generate --policy .github/firebreak.yml --out .github/ISSUE_TEMPLATE/incident.yml` and commit it.',
  },
  'form-rejected': {
    level: 'problem',
    what: '{place}: {problem}',
    expected: 'A form that GitHub takes; one with a mistake is not offered to anybody.',
    fix: 'Correct that line. `firebreak form check` tells every mistake before you commit.',
  },
  'form-severities': {
    level: 'problem',
    what: '{file} offers severities that the policy does not have: {unknown}.',
    expected: 'The severities of the policy in its words: {levels}.',
    fix: 'Run `firebreak form generate --policy .github/firebreak.yml --out {file}` and commit it.',
  },
  'form-severities-missing': {
    level: 'problem',
    what: '{file} does not offer {missing}.',
    expected: 'Every severity of the policy, in its words.',
    fix: 'Run `firebreak form generate --policy .github/firebreak.yml --out {file}` and commit it.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>;
