// The app and the repository as its place.
import type { FindingRow } from './row.ts';

export const appFindings = {
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
} as const satisfies Readonly<Record<string, FindingRow>>;
