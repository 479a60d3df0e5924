// What runs of the loop's Actions ordinarily come to, for whoever counts what they load: an incident is declared, spoken of, looked after and paged for.
import { formOfPreset } from './declaration-form.ts';
import type { Story } from './story.ts';
import { eventOf, scheduled, type WorkflowEvent } from './workflow-run.ts';

/** `kind`: what it does, by which its functions are kept together. `ahead`: so many milliseconds later than it is. */
export type OrdinaryRun = {
  readonly name: string;
  readonly kind: 'declaration' | 'alert' | 'comment' | 'command' | 'clock' | 'due';
  readonly action: string;
  readonly event: WorkflowEvent;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly ahead?: number;
};

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

/** What people say, by the name of the run. */
const commands: Readonly<Record<string, string>> = {
  note: '/note The pool of connections is full, see https://status.example.com/pool',
  severity: '/severity P1 fewer customers than we thought',
  status: '/status identified',
  update: '/update We are rolling back. **Next** update in 30 minutes.',
};

/** Runs them one after the other in a sleeping story whose clock shows today; the story is read afterwards (`readAll`). */
export async function ordinaryRuns(story: Story, take: (run: OrdinaryRun) => Promise<void>): Promise<number> {
  const body = formOfPreset('github').filled({ broken: details });
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
    title: '[INCIDENT P0] Production down',
    body,
    labels: ['incident', 'P0'],
  });
  const issue = (data as { number: number }).number;
  const say = async (text: string): Promise<WorkflowEvent> => {
    const said = await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: text });
    return eventOf(story, issue, (said.data as { id: number }).id);
  };
  const inputs = { incident: String(issue) };
  await take({ name: 'declared', kind: 'declaration', action: 'respond', event: await eventOf(story, issue, null) });
  await take({ name: 'acknowledged', kind: 'comment', action: 'respond', event: await say('/ack') });
  await take({ name: 'said', kind: 'comment', action: 'respond', event: await say(details) });
  await take({ name: 'looked', kind: 'clock', action: 'tick', event: scheduled });
  await take({ name: 'ticked', kind: 'clock', action: 'tick', event: scheduled, inputs });
  for (const [name, text] of Object.entries(commands))
    await take({ name, kind: 'command', action: 'respond', event: await say(text) });
  await take({ name: 'due', kind: 'due', action: 'tick', event: scheduled, inputs, ahead: 40 * 60_000 });
  return issue;
}

/** An alert that is told for the first time. */
export const alert: OrdinaryRun = {
  name: 'alert',
  kind: 'alert',
  action: 'declare',
  event: { name: 'repository_dispatch', payload: { client_payload: {} } },
  inputs: { title: 'Error rate of checkout', severity: 'critical', 'severity-map': 'critical=P0', respond: 'true' },
};
