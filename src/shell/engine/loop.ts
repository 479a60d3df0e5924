// One trigger through the loop: load, ask, decide, save, carry out (DESIGN section 2). It never branches on policy.
import { setTimeout } from 'node:timers/promises';
import type { Situation } from '../../core/brain.ts';
import type { Decision } from '../../core/decision.ts';
import { type ActorFacts, type FactRequest, type Facts, unknownStanding, withTeams } from '../../core/facts.ts';
import { governing } from '../../core/policy/kept.ts';
import { asShownIn } from '../../core/policy/not-read.ts';
import { compare, plus } from '../../core/time.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import { type Believed, believe } from './card-check.ts';
import { crashPoint } from './crash-points.ts';
import { runEffects } from './effect-runner.ts';
import { newsFor } from './news.ts';
import type { LoopParts, PolicyReading } from './parts.ts';
import { knownPolicy, policyInForce, rememberedPolicy } from './policy-in-force.ts';
import { withSchedules } from './schedules.ts';
import type { Known, RecordStore } from './store.ts';
import { nowOf, type Turn } from './turn.ts';
import { withEarlier, withElsewhere } from './with-others.ts';

/** How often a decision is made again because another process saved first. */
const ROUNDS = 3;

/** Decides one trigger and saves what follows. Returns the reason code (INV-10). Throws what the gateway throws. */
export async function decideTrigger(parts: LoopParts, store: RecordStore, trigger: Trigger): Promise<string> {
  const gateway = parts.gateway(trigger.installationId);
  const self = await parts.self();
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcome = await decideOnce({ parts, store, trigger, gateway, self });
    if (outcome !== null) return outcome;
  }
  throw new Error(`Another process saved ${incidentKey(trigger.issue)} first, ${ROUNDS} times in a row.`);
}

/** Carries out what is in the outbox of the incident. Throws `GitHubUnavailable` when some of it must wait. */
export async function carryOut(
  parts: LoopParts,
  store: RecordStore,
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  signal: AbortSignal,
): Promise<void> {
  const gateway = parts.gateway(installationId);
  const { ready, log, clock } = parts;
  const news = newsFor({ issue, installationId }, clock, (record) =>
    knownPolicy(parts, store, record, issue.repositoryId),
  );
  const runner = { outbox: store, gateway, ready, log, clock, signal, ...news };
  await runEffects(runner, incidentKey(issue), issue);
}

async function decideOnce(turn: Turn): Promise<string | null> {
  const { parts, store, trigger, self } = turn;
  const known = await store.load(incidentKey(trigger.issue));
  const remembered = governing(known.record, await rememberedPolicy(turn), parts.readKept).policy;
  const request = parts.brain.factsFor(trigger, known.record, remembered, self);
  if (request === null) return 'ignored:not-ours';
  const facts = await withTeamMembers(turn, request, withShownPolicy(await askFacts(turn, request)));
  const inForce = await policyInForce(turn, facts);
  const believed = believe({
    known,
    request,
    facts,
    issue: trigger.issue,
    botIds: self.botIds,
    readCard: parts.readCard,
  });
  if (believed.why !== null) {
    parts.log('warn', 'card-not-believed', `The card was not believed: ${believed.why}`, {
      incident: incidentKey(trigger.issue),
    });
  }
  const situation = await situationOf(turn, known, believed, inForce, await withThread(turn, request, facts, believed));
  const whole = await withEarlier(turn, await withElsewhere(turn, await withFurther(turn, situation)));
  return save(turn, known, believed, parts.brain.decide(whole), whole.facts.labelIds);
}

/** How long GitHub gets to show what it took from us a moment ago. */
const LAG = 1000;

/** A card that is missing right after it was made may only lag behind (F-29): it is asked for twice before it is taken for gone. */
async function askFacts({ gateway, trigger }: Turn, request: FactRequest): Promise<Facts> {
  const facts = await gateway.facts(trigger.issue, request);
  const known = request.card !== null && request.card !== 'find';
  if (!known || facts.card !== null || facts.gone !== null || trigger.kind === 'card-touched') return facts;
  await setTimeout(LAG);
  return gateway.facts(trigger.issue, request);
}

/** More than a comment mentions. */
const MOST_MEMBERS = 30;

async function withTeamMembers({ gateway }: Turn, { members = [] }: FactRequest, facts: Facts): Promise<Facts> {
  if (members.length === 0) return facts;
  const found = await Promise.all(
    members.map(async (team) => [team, await gateway.membersOf(team, MOST_MEMBERS)] as const),
  );
  return { ...facts, members: Object.fromEntries(found) };
}

function withShownPolicy(facts: Facts): Facts {
  return { ...facts, policyFile: asShownIn(facts.repository, facts.policyFile) };
}

/** A card that is there but not believed is as good as none: without a working copy the thread is needed to rebuild the record. */
async function withThread(turn: Turn, request: FactRequest, facts: Facts, believed: Believed): Promise<Facts> {
  const needed = request.threadIfNoCard && believed.card === 'tampered' && believed.record === null;
  if (!needed) return facts;
  return { ...facts, recentComments: await turn.gateway.commentsSince(turn.trigger.issue, null) };
}

async function situationOf(
  turn: Turn,
  known: Known,
  believed: Believed,
  inForce: PolicyReading,
  facts: Facts,
): Promise<Situation> {
  const { parts, trigger, self } = turn;
  const situation: Situation = {
    trigger,
    record: believed.record,
    card: believed.card,
    ...governing(believed.record, inForce, parts.readKept),
    policyProblems: inForce.problems,
    ...(parts.readTemplates === undefined ? {} : { templates: parts.readTemplates(facts.templateFiles ?? []) }),
    facts,
    now: nowOf(turn),
    self,
    ...(parts.connected === undefined ? {} : { connected: parts.connected }),
    ...(parts.checkHosts === undefined ? {} : { checkHosts: parts.checkHosts }),
    ...(known.record === null && believed.record !== null ? { rebuilt: true } : {}),
    ...(known.toldInstead === undefined ? {} : { toldInstead: known.toldInstead }),
  };
  return withMembers(turn, await withPeople(turn, await withSchedules(parts, situation)));
}

/** The teams of the actor and of whom the comment names, as far as they would decide. */
async function withMembers(turn: Turn, situation: Situation): Promise<Situation> {
  const { parts, gateway } = turn;
  const { facts, trigger } = situation;
  const teams = trigger.actor === null ? [] : parts.brain.teamsFor(situation);
  const named = Object.keys(facts.standings ?? {}).map(
    (login) => [login, parts.brain.teamsFor(situation, login)] as const,
  );
  if (teams.length === 0 && named.every(([, theirs]) => theirs.length === 0)) return situation;
  const ask = async (login: string | undefined, standing: ActorFacts, which: readonly string[]) =>
    which.length === 0 || login === undefined ? standing : withTeams(standing, await gateway.teamsOf(login, which));
  const standings = named.map(
    async ([login, theirs]): Promise<[string, ActorFacts]> => [
      login,
      await ask(login, facts.standings?.[login] ?? unknownStanding, theirs),
    ],
  );
  const actor = await ask(trigger.actor?.login, facts.actor, teams);
  const known = { ...facts, actor, standings: Object.fromEntries(await Promise.all(standings)) };
  return { ...situation, facts: known, now: nowOf(turn) };
}

/** A command asks at most what happened lately, and what lies between two versions. */
const MOST_QUESTIONS = 3;

/** What the first answer lets us ask. */
async function withFurther(turn: Turn, given: Situation): Promise<Situation> {
  const { parts, gateway, trigger } = turn;
  let situation = given;
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const wanted = parts.brain.furtherFor(situation);
    if (wanted === null) return situation;
    const found = await gateway.further(trigger.issue, wanted);
    situation = { ...situation, facts: { ...situation.facts, ...found }, now: nowOf(turn) };
  }
  return situation;
}

const nothing = { actor: null, comment: null, card: null, labels: [], recentComments: 0, countLabel: null } as const;

/** Only a record that is rebuilt from its thread names people whom the first question could not ask for. */
async function withPeople(turn: Turn, situation: Situation): Promise<Situation> {
  const { parts, trigger, gateway } = turn;
  const named = parts.brain.peopleFor(situation);
  if (named.length === 0) return situation;
  const request = { ...nothing, people: named, standings: named, threadIfNoCard: false };
  const { people, standings } = await gateway.facts(trigger.issue, request);
  const facts = {
    ...situation.facts,
    people: { ...situation.facts.people, ...people },
    standings: { ...standings, ...situation.facts.standings },
  };
  return { ...situation, facts, now: nowOf(turn) };
}

/** Clocks differ: what happened this long after we began to know an incident may still have been answered before. */
const NEAR = 'PT2M';

/**
 * Whether we may have answered this trigger already, before the database that would know was lost: it is of a time before the incident
 * was rebuilt, or the incident is unknown here and was not just opened.
 */
function mayHaveBeenDone({ parts, trigger }: Turn, known: Known): boolean {
  if (known.rebuiltAt !== null) return compare(trigger.at, plus(known.rebuiltAt, NEAR)) <= 0;
  if (known.record !== null) return false;
  return trigger.kind !== 'opened' || compare(plus(trigger.at, NEAR), parts.clock.now()) < 0;
}

/** Null when another process saved first. */
async function save(
  turn: Turn,
  known: Known,
  believed: Believed,
  decision: Decision,
  labelIds: Readonly<Record<string, string>>,
): Promise<string | null> {
  const { parts, store, trigger } = turn;
  const key = incidentKey(trigger.issue);
  // Found in GitHub, not made here: what was already done for it is in the thread, not in our outbox.
  const rebuilt = known.record === null && believed.record !== null;
  const fresh = known.fresh || rebuilt;
  const rebuiltAt = rebuilt ? parts.clock.now() : known.rebuiltAt;
  crashPoint('before-decision-commit');
  const saved = await store.commit({
    key,
    issue: trigger.issue,
    installationId: trigger.installationId,
    before: known,
    record: decision.record,
    cardRevision: believed.cardRevision,
    fresh,
    rebuiltAt,
    dueAt: decision.record === null ? null : decision.lookAgainAt,
    effects: decision.effects,
    joins: decision.joins ?? [],
    ...(decision.tellings === undefined ? {} : { tellings: decision.tellings }),
    labelIds,
    lookFirst: fresh || trigger.via === 'sweep' || mayHaveBeenDone(turn, known),
    outcome: decision.outcome,
  });
  if (saved === 'conflict') return null;
  for (const line of decision.log) parts.log(line.level, line.code, line.text, { incident: key });
  return decision.outcome;
}
