// Everything that can be found of an installation, as a table: what is the case, what was expected, how it is put right. `{name}` is filled in.

/** `problem`: something will not work. `advice`: it works, and could be better. `unknown`: GitHub did not tell. */
export type FindingLevel = 'problem' | 'advice' | 'unknown';
type Row = { readonly level: FindingLevel; readonly what: string; readonly expected: string; readonly fix: string };

export const findingTable = {
  'app-missing': {
    level: 'problem',
    what: 'The app is not installed on {repository}.',
    expected: 'An installation of the app that covers the repository.',
    fix: 'Open the settings of the app on GitHub, Install App, and choose {repository}. Without an app yet: `npm start` opens its set-up page.',
  },
  'app-suspended': {
    level: 'problem',
    what: 'The installation of the app `{app}` is suspended.',
    expected: 'One that is active: a suspended one hears and may do nothing.',
    fix: 'An owner of the organisation opens Settings, GitHub Apps, Configure, and chooses Unsuspend.',
  },
  'permission-missing': {
    level: 'problem',
    what: 'The app has no permission `{permission}`.',
    expected: '`{permission}: {access}`, because {why}',
    fix: 'Set it in the settings of the app under Permissions, and accept the change in the installation.',
  },
  'permission-too-low': {
    level: 'problem',
    what: 'The app may only read `{permission}`.',
    expected: '`{permission}: write`, because {why}',
    fix: 'Set it in the settings of the app under Permissions, and accept the change in the installation.',
  },
  'event-missing': {
    level: 'problem',
    what: 'The app does not hear of `{event}`.',
    expected: 'A subscription, because {why}',
    fix: 'Tick it in the settings of the app under Permissions & events.',
  },
  'repository-archived': {
    level: 'problem',
    what: '{repository} is archived: nobody can write there.',
    expected: 'A repository that takes issues and comments.',
    fix: 'Open it again in its settings, or install Firebreak elsewhere.',
  },
  'issues-off': {
    level: 'problem',
    what: 'Issues are switched off in {repository}.',
    expected: 'Issues: an incident is one.',
    fix: 'Tick Issues in the settings of the repository, under Features.',
  },
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
  'workflow-missing': {
    level: 'problem',
    what: 'The policy names the workflow `{workflow}` ({use}), and there is none on `{branch}`.',
    expected: '`.github/workflows/{workflow}` on the default branch.',
    fix: 'Run `firebreak init --pull-request --repository {repository}`, which brings one, or correct the name in the policy.',
  },
  'workflow-unreadable': {
    level: 'problem',
    what: '`{workflow}` ({use}) is no YAML that can be read.',
    expected: 'A workflow file.',
    fix: 'Correct it; the Actions tab of the repository says where it is wrong.',
  },
  'workflow-not-startable': {
    level: 'problem',
    what: '`{workflow}` ({use}) cannot be started by hand.',
    expected: '`workflow_dispatch` under `on`.',
    fix: 'Add it, with the inputs {inputs}.',
  },
  'workflow-input-missing': {
    level: 'problem',
    what: '`{workflow}` ({use}) has no input `{input}`, so GitHub refuses to start it.',
    expected: 'Exactly these: {inputs}.',
    fix: 'Add it under `on.workflow_dispatch.inputs`.',
  },
  'workflow-input-demanded': {
    level: 'problem',
    what: '`{workflow}` ({use}) demands the input `{input}`, which nobody gives it.',
    expected: 'Exactly these: {inputs}.',
    fix: 'Remove it, give it a default, or describe it in the policy.',
  },
  'workflow-run-name': {
    level: 'problem',
    what: 'The runs of `{workflow}` ({use}) are not called by their key.',
    expected: 'A `run-name` with the input `key` in it: a run whose start was not answered is found again by it.',
    fix: 'Write `run-name: {example}` into it.',
  },
  'workflow-environment': {
    level: 'problem',
    what: '`{workflow}` ({use}) does not offer the environment `{environment}`.',
    expected: '`{environment}` among the `options` of its input `environment`.',
    fix: 'Add it there, or correct `rollback.environment` in the policy.',
  },
  'script-missing': {
    level: 'problem',
    what: '`{workflow}` calls `{script}`, which is not there.',
    expected: 'The script on the default branch.',
    fix: 'Write it; the head of the workflow says what it does.',
  },
  'environment-missing': {
    level: 'problem',
    what: 'There is no environment `{environment}`, so nothing was ever deployed to it.',
    expected: 'The environment of `rollback.environment`, whose deployments tell which version was the last good one.',
    fix: 'Deploy to it with GitHub’s deployments, correct its name in the policy, or say `rollback.from`.',
  },
  'check-not-required': {
    level: 'problem',
    what: 'The branch `{branch}` does not require the check `{check}`.',
    expected: 'It is required: otherwise it holds nothing.',
    fix: 'An administrator adds it to the rules of the branch, with the Firebreak app as its source.',
  },
  'check-any-source': {
    level: 'problem',
    what: 'The branch `{branch}` takes the check `{check}` from anybody.',
    expected: 'The Firebreak app as its source: whoever may write can otherwise report it as passed.',
    fix: 'Choose the app as the source of the check in the rules of the branch.',
  },
  'check-other-source': {
    level: 'problem',
    what: 'The branch `{branch}` takes the check `{check}` from another app.',
    expected: 'The Firebreak app ({app}) as its source: nobody else posts it, so nothing would ever merge.',
    fix: 'Choose the app as the source of the check in the rules of the branch.',
  },
  'nobody-paged': {
    level: 'problem',
    what: 'Nobody is paged at {level}.',
    expected: 'Somebody in a role of its ladder: {roles}.',
    fix: 'Map the roles under `people`, or write a rotation under `on_call`.',
  },
  'role-unmapped': {
    level: 'advice',
    what: 'Nobody is mapped to {roles}: whoever is mapped nearest is mentioned instead.',
    expected: 'Somebody in every role that is paged or told.',
    fix: 'Map them under `people`.',
  },
  'person-unknown': {
    level: 'problem',
    what: 'There is no account {person}: a mention tells nobody.',
    expected: 'An account of GitHub’s ({where}).',
    fix: 'Correct the name in the policy.',
  },
  'person-shut-out': {
    level: 'problem',
    what: '{person} may not read the repository: a mention tells them nothing.',
    expected: 'Access to it ({where}).',
    fix: 'Give them access, or name somebody else in the policy.',
  },
  'team-unseen': {
    level: 'problem',
    what: 'There is no team {team}, or it may not be seen: a mention tells nobody.',
    expected: 'A visible team ({where}).',
    fix: 'Correct the name in the policy, make the team visible, or give the app `members: read`.',
  },
  'team-shut-out': {
    level: 'problem',
    what: 'The team {team} has no access to the repository: a mention tells its members nothing.',
    expected: 'At least read access ({where}).',
    fix: 'Add the team to the repository under Collaborators and teams.',
  },
  'on-call-nobody': {
    level: 'problem',
    what: 'The rotation `{rotation}` puts nobody on call now.',
    expected: 'Somebody whose turn it is.',
    fix: 'Add people to it under `on_call`.',
  },
  'on-call-key': {
    level: 'problem',
    what: 'The rotation `{rotation}` comes from PagerDuty, and no key for it is in this environment.',
    expected: '`FIREBREAK_PAGERDUTY_API_KEY` where the app runs.',
    fix: 'Set it there, and run the doctor there.',
  },
  'environment-wrong': {
    level: 'problem',
    what: '{problem}',
    expected: 'An environment that the app starts with.',
    fix: 'Correct or remove the variable.',
  },
  'channel-unconnected': {
    level: 'problem',
    what: 'The channel `{channel}` has no connection in this environment.',
    expected: '`{variable}` where the app runs.',
    fix: 'Set it there, and run the doctor there, or remove the channel from the policy.',
  },
  'channel-unreachable': {
    level: 'problem',
    what: 'What is behind the connection `{connection}` does not answer.',
    expected: 'A connection within five seconds.',
    fix: 'Check its address, and whether this machine may reach it.',
  },
  'access-unlinked': {
    level: 'advice',
    what: 'The policy does not say where this is: {titles}.',
    expected: 'A link for each thing that responders must reach (`access`).',
    fix: 'Add `at:` to each under `access` in the policy; the card then links it.',
  },
  'access-unreachable': {
    level: 'problem',
    what: '{title} does not answer at {address}.',
    expected: 'A link that leads somewhere: responders need it when there is no time.',
    fix: 'Correct `at:` under `access` in the policy, or run the doctor where it can be reached.',
  },
  'clock-wrong': {
    level: 'problem',
    what: 'The clock of this machine is {seconds} seconds {way} GitHub’s.',
    expected: 'At most five: timers go by it.',
    fix: 'Let the machine set its clock by the network (NTP).',
  },
  'not-told': {
    level: 'unknown',
    what: 'It is not known {question}, because {why}.',
    expected: 'A token that may see it.',
    fix: 'Run the doctor with APP_ID and PRIVATE_KEY of the app, or with the token of an administrator.',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type FindingCode = keyof typeof findingTable;
/** Every code, in the order of the table. */
export const findingCodes = Object.keys(findingTable) as readonly FindingCode[];
