// What runs of the loop's Actions ordinarily come to, for whoever counts what they load: an incident is declared, spoken of, looked after and paged for.

import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { formOfPreset } from './declaration-form.ts';
import type { Story } from './story.ts';
import { eventOf, scheduled, type WorkflowEvent } from './workflow-run.ts';

/** `kind`: what it does, by which its functions are kept together (`scripts/later/calls.ts`). `ahead`: so many milliseconds later than it is. */
export type OrdinaryRun = {
  readonly name: string;
  readonly kind: 'declaration' | 'alert' | 'comment' | 'clock' | 'due' | Command;
  readonly action: string;
  readonly event: WorkflowEvent;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly ahead?: number;
};

type Command = 'command' | 'people' | 'find' | 'wait' | 'ask' | 'refused' | 'end';

/** As `firebreak init` writes it, with people. */
export const ownPolicy = `# How this team handles incidents: one of the runbooks that Firebreak ships, and under it what is different here.
preset: github

# Who the roles of the runbook are.
people:
  devops: ["@reviewer"]
  manager: ["@commander"]
  ceo: ["@lead"]
`;

const details = `Checkout answers **500** since the release.

- seen by \`curl\` and by customers, see [the graph](https://status.example.com/checkout)
- not seen in staging

> error: connection refused
`;

/** What is said, by whom, in this order. */
const said: readonly (readonly [name: string, kind: Command, text: string, as?: SamplePerson])[] = [
  ['note', 'command', '/note The pool of connections is full, see https://status.example.com/pool'],
  ['severity', 'command', '/severity P1 fewer customers than we thought'],
  ['status', 'command', '/status identified'],
  ['update', 'command', '/update We are rolling back. **Next** update in 30 minutes.'],
  ['check', 'command', '/check 1'],
  ['role', 'people', '/role commander @lead'],
  ['handoff', 'people', '/handoff @commander'],
  ['evidence', 'find', '/evidence https://status.example.com/pool'],
  ['cause', 'find', '/cause the release of this morning'],
  ['decision', 'find', '/decision roll back'],
  ['timebox', 'wait', '/timebox 30m'],
  ['snooze', 'wait', '/snooze 10m'],
  ['help', 'ask', '/help'],
  ['policy', 'ask', '/policy'],
  ['misspelt', 'refused', '/sevrity P1'],
  ['not a command', 'refused', '/foo'],
  ['of a stranger', 'refused', '/ack', 'visitor'],
  ['resolve', 'end', '/resolve it is back'],
];

/** Runs them one after the other in a sleeping story whose clock shows today. Gives the numbers of its incidents, which are read afterwards (`readAll`). */
export async function ordinaryRuns(
  story: Story,
  take: (run: OrdinaryRun) => Promise<void>,
): Promise<readonly [declared: number, alerted: number]> {
  const body = formOfPreset('github').filled({ broken: details });
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
    title: '[INCIDENT P0] Production down',
    body,
    labels: ['incident', 'P0'],
  });
  const issue = (data as { number: number }).number;
  const say = async (text: string, as: SamplePerson): Promise<WorkflowEvent> => {
    const { data: comment } = await story.api(as, 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: text });
    return eventOf(story, issue, (comment as { id: number }).id);
  };
  await take({ name: 'declared', kind: 'declaration', action: 'respond', event: await eventOf(story, issue, null) });
  await take({ name: 'acknowledged', kind: 'comment', action: 'respond', event: await say('/ack', 'responder') });
  await take({ name: 'prose', kind: 'comment', action: 'respond', event: await say(details, 'responder') });
  await take({ name: 'looked', kind: 'clock', action: 'tick', event: scheduled });
  await take({ ...ticked(issue), name: 'ticked', kind: 'clock' });
  for (const [name, kind, text, as] of said)
    await take({ name, kind, action: 'respond', event: await say(text, as ?? 'commander') });
  await take(alert);
  await take({ ...ticked(issue + 1), name: 'due', kind: 'due', ahead: 40 * 60_000 });
  return [issue, issue + 1];
}

function ticked(incident: number): Pick<OrdinaryRun, 'action' | 'event' | 'inputs'> {
  return { action: 'tick', event: scheduled, inputs: { incident: String(incident) } };
}

/** That is told for the first time. */
const alert: OrdinaryRun = {
  name: 'alert',
  kind: 'alert',
  action: 'declare',
  event: { name: 'repository_dispatch', payload: { client_payload: {} } },
  inputs: { title: 'Error rate of checkout', severity: 'critical', 'severity-map': 'critical=P0', respond: 'true' },
};
