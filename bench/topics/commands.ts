// What a command costs: our own time from the comment to its last effect, and requests to GitHub, story by story on the sandbox.
import { ownTime, requests } from '../budgets.ts';
import { summarise } from '../report/summary.ts';
import type { Row } from '../report/table.ts';
import { type Kind, kinds, withDatabases } from '../support/databases.ts';
import { type Reaction, type Session, startSession } from '../support/sandbox-session.ts';
import type { Topic } from '../topic.ts';

/** Stories per database; each gives one sample of every step. */
const STORIES = 20;
/** The first ones start what is started only once: not counted. */
const WARM_UP = 2;
/** We keep to GitHub's limit of new texts a minute, so after so many stories a minute must pass. */
const PER_MINUTE = 5;

/** What is measured, and how many requests it may take. The visitor may read only, so the refusal is of what GitHub says of somebody it knows. */
const steps = {
  declaration: { most: null },
  'comment without a command': { most: 0 },
  'refused command (permission known)': { most: 2 },
  '/ack': { most: 3 },
  '/severity': { most: 3 },
  '/update': { most: 3 },
} as const satisfies Readonly<Record<string, { readonly most: number | null }>>;

type Step = keyof typeof steps;
type Story = Readonly<Record<Step, Reaction>>;

export const commands: Topic = {
  name: 'commands',
  measure: (say) =>
    withDatabases(async () => {
      const rows: Row[] = [];
      for (const kind of kinds) rows.push(...(await measureOn(kind, say)));
      return rows;
    }),
};

async function measureOn(kind: Kind, say: (text: string) => void): Promise<readonly Row[]> {
  say(`stories on ${kind}`);
  const session = await startSession(kind);
  try {
    const stories: Story[] = [];
    for (let count = 0; count < WARM_UP + STORIES; count += 1) {
      if (count % PER_MINUTE === 0) await session.later('PT1M');
      stories.push(await tell(session));
    }
    return rowsOf(kind, stories.slice(WARM_UP));
  } finally {
    await session.end();
  }
}

async function tell(session: Session): Promise<Story> {
  const issue = { title: '[INCIDENT P0] Production down', body: '', labels: ['incident', 'P0'] };
  const { number, reaction } = await session.open('responder', issue);
  return {
    declaration: reaction,
    'comment without a command': await session.say('responder', number, 'It looks like the load balancer.'),
    'refused command (permission known)': await session.say('visitor', number, '/ack'),
    '/ack': await session.say('responder', number, '/ack'),
    '/severity': await session.say('responder', number, '/severity P1 checkout works again'),
    '/update': await session.say('responder', number, '/update Rolled back, errors are dropping eta=15m'),
  };
}

const names = Object.keys(steps) as readonly Step[];

function rowsOf(kind: Kind, stories: readonly Story[]): readonly Row[] {
  const all = stories.flatMap((story) => names.filter(isCommand).map((step) => story[step].own));
  const own = summarise(all);
  return [
    { what: `${kind}: own time, all commands`, spread: own, budget: ownTime(own) },
    ...names.map((step) => ({
      what: `${kind}: own time, ${step}`,
      spread: summarise(stories.map((story) => story[step].own)),
    })),
    ...names.map((step) => requestsRow(kind, step, stories)),
  ];
}

function isCommand(step: Step): boolean {
  return step !== 'declaration' && step !== 'comment without a command';
}

function requestsRow(kind: Kind, step: Step, stories: readonly Story[]): Row {
  const spread = summarise(stories.map((story) => story[step].requests));
  const { most } = steps[step];
  return {
    what: `${kind}: requests, ${step}`,
    spread,
    unit: 'requests',
    ...(most === null ? {} : { budget: requests(most)(spread) }),
  };
}
