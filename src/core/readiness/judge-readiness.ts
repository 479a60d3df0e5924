// Whether an installation is ready for its next incident (`S003-40`): every fact judged, each fault with its fix. Total: whatever the facts are.
import type { ReadinessFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { judgeActions } from './judge-actions.ts';
import { judgeApp } from './judge-app.ts';
import { judgeChecks } from './judge-checks.ts';
import { judgeForm, judgeLabels, judgePolicy } from './judge-form.ts';
import { judgeLadders, judgeOnCall, judgePeople } from './judge-people.ts';
import { judgeAccess, judgeChannels, judgeClock } from './judge-surroundings.ts';
import { judgeEnvironments, judgeWorkflows } from './judge-workflows.ts';

type Judge = (facts: ReadinessFacts) => readonly Finding[];

/** In the order in which they are put right: without the app and its policy nothing else matters. */
const judges: readonly Judge[] = [
  judgeApp,
  judgeActions,
  judgePolicy,
  judgeLabels,
  judgeForm,
  judgeLadders,
  judgePeople,
  judgeOnCall,
  judgeWorkflows,
  judgeEnvironments,
  judgeChecks,
  judgeChannels,
  judgeAccess,
  judgeClock,
];

/** What a workflow run neither is nor has: an app, checks that are its own, channels. */
const ofTheApp: readonly Judge[] = [judgeApp, judgeChecks, judgeChannels];

/** Empty: nothing is missing. `byWorkflows`: there is no app. */
export function judgeReadiness(facts: ReadinessFacts, byWorkflows = false): readonly Finding[] {
  return judges.filter((judge) => !byWorkflows || !ofTheApp.includes(judge)).flatMap((judge) => judge(facts));
}
