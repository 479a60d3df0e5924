// A simulation in progress, moment by moment: what people say at an instant, and then what the clock says.
import { monitoringOver } from '../clock/monitoring.ts';
import { understood } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import { compare, isDue, type Timestamp } from '../time.ts';
import type { Timed } from './entry.ts';
import type { EventProblem, SaidAt } from './events.ts';
import { heard } from './heard.ts';
import { refusalsIn } from './refusals.ts';
import { type Supposition, supposing } from './suppose.ts';
import { open, say, type Turn, tick, type World } from './world.ts';

/** A comment and its instant; ids grow in the order of time. */
export type Coming = SaidAt & { readonly at: Timestamp; readonly id: number };

/** Why a comment, by its id, had no effect. */
export type Refused = EventProblem & { readonly id: number };

export type Run = {
  readonly world: World;
  /** What the clock said so far; lines that shared a comment may be out of order. */
  readonly timed: readonly Timed[];
  readonly problems: readonly Refused[];
  /** Comments to come, the next one first. */
  readonly coming: readonly Coming[];
};

/** The declaration, and everything else of its instant. */
export function begun(world: World, coming: readonly Coming[], suppose: readonly Supposition[] = []): Run {
  const opened = after({ world, timed: [], problems: [], coming }, open(world));
  const { record } = opened.world;
  const supposed = record === null ? null : supposing(record, suppose);
  return atMoment({ ...opened, world: { ...opened.world, record: supposed } });
}

/** The run at a later instant, with everything of it. */
export function moved(run: Run, now: Timestamp): Run {
  return atMoment({ ...run, world: { ...run.world, now } });
}

/** The next instant at which anything happens; null when nothing does. */
export function nextMoment({ world, coming }: Run): Timestamp | null {
  const [first, ...others] = [coming[0]?.at ?? null, world.lookAgainAt].filter((at) => at !== null);
  return others.reduce<Timestamp | null>((a, b) => (a === null || compare(b, a) < 0 ? b : a), first ?? null);
}

/**
 * What people say comes first, as a deadline is met by who speaks on its stroke; only the end of the monitoring window is no deadline, and a
 * `/resolve` on its stroke comes after it.
 */
function atMoment(run: Run): Run {
  const { record, now } = run.world;
  const windowEnds = record !== null && monitoringOver(record).some(({ at }) => isDue(at, now));
  let current = windowEnds ? after(run, tick(run.world)) : run;
  for (const event of run.coming.filter(({ at }) => isDue(at, now))) current = told(current, event);
  if (isAwaited(current.world)) current = after(current, tick(current.world));
  // Nothing more is to be done now: a look that stays due would stay so for ever.
  const { world } = current;
  return isAwaited(world) ? { ...current, world: { ...world, lookAgainAt: null } } : current;
}

function isAwaited({ lookAgainAt, now }: World): boolean {
  return lookAgainAt !== null && isDue(lookAgainAt, now);
}

function after(run: Run, { world, decision }: Turn): Run {
  if (decision === null) return { ...run, world };
  const lines = heard(decision, run.world.record, world.policy, world.now);
  return { ...run, world, timed: [...run.timed, ...lines] };
}

const NO_COMMAND = 'there is no command in it, so nothing follows. Expected a comment with a command such as `/ack`.';

function told(run: Run, event: Coming): Run {
  const rest = { ...run, coming: run.coming.filter(({ id }) => id !== event.id) };
  if (parseComment(event.text, understood).length === 0) return refused(rest, event, [NO_COMMAND]);
  const turn = say(run.world, event.text, event.id);
  return refused(after(rest, turn), event, turn.decision === null ? [] : refusalsIn(turn.decision));
}

function refused(run: Run, { line, id }: Coming, messages: readonly string[]): Run {
  return { ...run, problems: [...run.problems, ...messages.map((message) => ({ line, id, message }))] };
}
