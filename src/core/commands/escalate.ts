// `/escalate`: somebody cannot resolve it, so the next step of the ladder is taken now (`S001-24`, `S001-26`).
import { pagersFor } from '../channels/chosen.ts';
import { stepKey, UNASSIGNED } from '../clock/ladder.ts';
import type { Change } from '../incident/change.ts';
import { timesTold } from '../incident/ladder.ts';
import { mentionable, mentionedAt } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import { isStepRefused } from '../incident/refused-page.ts';
import { isActive } from '../incident/transitions.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import { clockTime } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { nearest } from './nearest.ts';

export const escalate: Command = {
  name: 'escalate',
  usage: '/escalate [tier] [reason]',
  summary:
    'You cannot resolve it: page the next step of the ladder now, or one by its number or role. `--business-critical` says that it is.',
  group: 'people',
  examples: ['/escalate', '/escalate the fail-over does not work', '/escalate 3 --business-critical', '/escalate lead'],
  args: [],
  options: [],
  flags: ['business-critical'],
  freeText: { name: 'reason', required: false },
  late: 'run',
  right: 'respond',
  usefulNow: (incident, policy) => {
    const level = levelOf(policy, incident);
    const isSilent = incident.milestones.acknowledged !== null && incident.milestones.mitigated === null;
    return isActive(incident.status) &&
      isSilent &&
      level?.backlog === false &&
      nextStep(incident, level, policy) !== null
      ? '/escalate'
      : null;
  },
  decide,
};

type Step = { readonly step: number; readonly key: string; readonly name: string };

function decide({ incident, line, policy, now, connected = [] }: CommandInput): Outcome {
  if (!isActive(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'A declared incident that is not over',
        next: incident.status === 'reported' ? 'Comment `/ack` first' : 'Comment `/reopen` first',
      }),
    );
  const level = levelOf(policy, incident);
  if (level === null)
    return refused(problem('no-severity', { example: codeSpan(`/severity ${policy.levels[0]?.name ?? 'P0'}`) }));
  if (level.backlog) return refused(problem('escalated-ticket', worseThan(level, policy)));
  const said = readTier(line.text ?? '', level, policy);
  if (said.unknown !== null)
    return refused(problem('unknown-tier', { said: codeSpan(said.unknown), tiers: tiersOf(level) }));
  const chosen = said.step ?? nextStep(incident, level, policy);
  if (chosen === null) return refused(problem('ladder-ended', { tiers: tiersOf(level) }));
  const told = incident.ladder.at[chosen.key];
  const people = pagedBy(policy, level, chosen.step);
  const isPagedElsewhere = pagersFor(incident, policy, connected).length > 0;
  const isHeard = isPagedElsewhere || !isUnheard(incident, chosen, people);
  if (told !== undefined && isHeard && timesTold(incident.ladder, chosen.key) >= policy.mentions.perStep)
    return refused(problem('told-before', { tier: inert(chosen.name), at: clockTime(told) }));
  if (people.length === 0 && !isPagedElsewhere) return refused(problem('nobody-mapped', { who: inert(chosen.name) }));
  if (mentionable(incident, people, policy.mentions.perHour, now).length === 0 && !isPagedElsewhere)
    return refused(problem('mentioned-enough', { who: inert(chosen.name), most: String(policy.mentions.perHour) }));
  const critical: readonly Change[] = line.flags.includes('business-critical')
    ? [{ kind: 'judged', judgement: 'business-critical' }]
    : [];
  return done([
    { kind: 'judged', judgement: 'unable-to-resolve' },
    ...critical,
    { kind: 'hurried', key: chosen.key, tier: chosen.name, why: said.reason },
  ]);
}

/** The level in words, and the command for the next worse one that pages people. */
function worseThan({ name, rank }: Level, { levels }: Policy): { readonly level: string; readonly example: string } {
  const worse = levels.filter((level) => level.rank < rank && !level.backlog).at(-1) ?? levels[0];
  return { level: inert(name), example: codeSpan(`/severity ${worse?.name ?? 'P0'}`) };
}

/** The first step that has told nobody yet, whatever it waits for, nor need: its people know. One whose page GitHub refused is among them. */
function nextStep(incident: Incident, level: Level, policy: Policy): Step | null {
  const next = stepsOf(level).find((step) => {
    if (isStepRefused(incident, step.key)) return true;
    return timesTold(incident.ladder, step.key) === 0 && !isKnownOtherwise(incident, step, level, policy);
  });
  return next ?? null;
}

/** The step only counts as taken, and each of its people was told on this ladder by a step of another severity. */
function isKnownOtherwise(incident: Incident, { key, step }: Step, level: Level, policy: Policy): boolean {
  if (incident.ladder.counted?.includes(key) !== true) return false;
  const told = toldOnLadder(incident, policy);
  const people = pagedBy(policy, level, step).map((handle) => handle.toLowerCase());
  return people.length > 0 && people.every((handle) => told.has(handle));
}

/** Whom the steps have told, of whatever severity; nobody by a page that GitHub refused, or that was withdrawn. */
function toldOnLadder(incident: Incident, policy: Policy): ReadonlySet<string> {
  const ofLevels = policy.levels.flatMap((level) =>
    stepsOf(level).map(({ key, step }) => ({ key, people: pagedBy(policy, level, step) })),
  );
  const steps = [{ key: UNASSIGNED, people: pagedBy(policy, null, 0) }, ...ofLevels];
  const told = steps.filter(({ key }) => timesTold(incident.ladder, key) > 0 && !isStepRefused(incident, key));
  return new Set(told.flatMap(({ key, people }) => heardOf(incident, key, people)));
}

/** Nobody knows of the step's page: GitHub refused it, or of those whom the step is for none was mentioned by a handle that GitHub links. */
function isUnheard(incident: Incident, { key }: Step, people: readonly string[]): boolean {
  return isStepRefused(incident, key) || heardOf(incident, key, people).length === 0;
}

/** Of the people of a step those whom its page mentioned by a handle that GitHub links, in lower case. */
function heardOf(incident: Incident, key: string, people: readonly string[]): readonly string[] {
  const ghosts = new Set(incident.unheard?.map((handle) => handle.toLowerCase()));
  const told = mentionedAt(incident, incident.ladder.at[key]);
  return people
    .map((handle) => handle.toLowerCase())
    .filter((handle) => !ghosts.has(handle) && (told.length === 0 || told.includes(handle)));
}

function stepsOf(level: Level): readonly Step[] {
  return level.escalation.map(({ targets }, step) => ({
    step,
    key: stepKey(level.name, step),
    name: targets.join(', '),
  }));
}

type Said = { readonly step: Step | null; readonly unknown: string | null; readonly reason: string | null };

/** `step 2`, as people also write the number. */
const STEP = /^(?:step|tier|level)$/i;

/** A first word that is a number, or a role of the ladder, says the step; what is left is the reason. One that can only be somebody else is no reason. */
function readTier(text: string, level: Level, policy: Policy): Said {
  const [typed = '', second = '', ...more] = text.trim().split(/\s+/);
  const isCounted = STEP.test(typed) && /^\d+$/.test(second);
  const first = isCounted ? second : typed;
  const after = (isCounted ? more : [second, ...more]).join(' ').trim();
  const reason = after === '' ? null : after;
  const steps = stepsOf(level);
  if (/^\d+$/.test(first)) {
    const step = steps[Number(first) - 1] ?? null;
    // A number that stands alone or is no word of a sentence can only be a step.
    return { step, unknown: step === null ? first : null, reason };
  }
  const named = steps.find(({ step }) =>
    level.escalation[step]?.targets.some((target) => target.toLowerCase() === first.toLowerCase()),
  );
  if (named !== undefined) return { step: named, unknown: null, reason };
  if (isSomebody(first.toLowerCase(), level, policy)) return { step: null, unknown: first, reason: null };
  return { step: null, unknown: null, reason: text.trim() === '' ? null : text.trim() };
}

/** Shorter words are one slip away from too many that begin a sentence. */
const SHORTEST_SLIP = 5;

/** A handle, a role or contact of the policy, or nearly one of the ladder: whoever types it means somebody, and must not wake others. */
function isSomebody(word: string, { escalation }: Level, { people, roles, contacts }: Policy): boolean {
  const names = [...Object.keys(people), ...roles.map(({ id }) => id), ...contacts.map(({ id }) => id)];
  if (word.startsWith('@') || names.some((name) => name.toLowerCase() === word)) return true;
  const targets = escalation.flatMap((step) => step.targets.map((target) => target.toLowerCase()));
  return word.length >= SHORTEST_SLIP && nearest(word, targets) !== null;
}

function tiersOf(level: Level): string {
  return stepsOf(level)
    .map(({ step, name }) => `${step + 1} (${inert(name)})`)
    .join(', ');
}
