// Who may do what: one total function of command, right, person, role, team, app, severity, status and rules. Fails closed, says which rule decided and who can.
import type { ActorFacts } from '../facts.ts';
import type { Person, Status } from '../incident/record.ts';
import { findStatus } from './find.ts';
import type { AuthorityRule, Grant, Policy, Right } from './policy.ts';

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly rule: string;
      readonly who: string;
      /** Those that would have been enough to be a member of. */
      readonly teams: readonly string[];
    };

/** What somebody wants to do. */
export type Asked = {
  /** The right that is needed where no rule speaks of the command; null = whoever can comment. */
  readonly right: Right | null;
  /** The command without its slash; null for what is none, such as declaring. */
  readonly command: string | null;
  /** Commands that this one does the work of: they must be allowed as well. */
  readonly also?: readonly string[];
  /** The severity, null while it is not known; for a command that changes it both, and it must be allowed at each. */
  readonly levels: readonly (string | null)[];
  readonly status: Status;
};

/** Who wants it. `viaApp` is the app that wrote it, for itself (a bot) or for the person. */
export type Claimant = {
  readonly person: Person | null;
  readonly facts: ActorFacts;
  readonly viaApp: number | null;
};

/** Whether the claimant may do it now. A role GitHub did not tell counts for nothing (INV-4); a bot may only as an app that is listed. */
export function mayDo({ also = [], ...asked }: Asked, claimant: Claimant, policy: Policy): Verdict {
  for (const command of [asked.command, ...also]) {
    const verdict = mayGive({ ...asked, command }, claimant, policy);
    if (!verdict.allowed) return verdict;
  }
  return { allowed: true };
}

function mayGive(asked: Asked, claimant: Claimant, policy: Policy): Verdict {
  for (const level of asked.levels.length === 0 ? [null] : asked.levels) {
    const deciding = decidingGrant(asked, level, policy);
    if (deciding !== null && !holds(deciding.grant, claimant)) return denied(deciding);
    if (deciding === null && !isAnyone(claimant, policy)) return denied(general('respond', policy));
  }
  return { allowed: true };
}

/** Whether a right is held, whatever the command: to declare, to respond, to override a gate. */
export function hasRight(right: Right, claimant: Claimant, policy: Policy): Verdict {
  const deciding = general(right, policy);
  return holds(deciding.grant, claimant) ? { allowed: true } : denied(deciding);
}

/** Whether the app that a person wrote this with may be used for it (AC-12): it must be listed where the person's right comes from. */
export function mayUseApp(asked: Asked, { viaApp }: Claimant, policy: Policy): Verdict {
  if (viaApp === null) return { allowed: true };
  for (const level of asked.levels.length === 0 ? [null] : asked.levels) {
    const deciding = decidingGrant(asked, level, policy) ?? general('respond', policy);
    if (!deciding.grant.apps.includes(viaApp)) return denied(deciding);
  }
  return { allowed: true };
}

/** Whether an app is listed anywhere: only then its bot is listened to at all. */
export function isHeard(app: number | null, { authority }: Policy): boolean {
  const { declare, respond, override, rules } = authority;
  const grants = [declare, respond, override, ...rules.map(({ who }) => who)];
  return app !== null && grants.some(({ apps }) => apps.includes(app));
}

/** Whether a rule names the app for the command: to be listed for a right in general is less than that. */
export function isRuledFor(command: string, app: number | null, { authority }: Policy): boolean {
  return (
    app !== null && authority.rules.some(({ commands, who }) => commands.includes(command) && who.apps.includes(app))
  );
}

/** Whether the claimant may give no command at all: such a one is a stranger here. */
export function isStrange(claimant: Claimant, { authority }: Policy): boolean {
  return ![authority.respond, ...authority.rules.map(({ who }) => who)].some((grant) => holds(grant, claimant));
}

/** The teams that could give what is asked and whose membership is not known yet; none where role, login or app decide. */
export function teamsToAsk(
  wanted: { readonly rights: readonly Right[]; readonly commands: readonly string[] },
  claimant: Claimant,
  { authority }: Policy,
): readonly string[] {
  if (claimant.person === null || claimant.person.bot) return [];
  const rules = authority.rules.filter(({ commands }) => commands.some((name) => wanted.commands.includes(name)));
  const grants = [...wanted.rights.map((right) => authority[right]), ...rules.map(({ who }) => who)];
  return [...new Set(grants.filter((grant) => !holds(grant, claimant)).flatMap(({ teams }) => teams))];
}

/** A grant to nobody, to begin with. */
export const noGrant: Grant = { roles: [], customRoles: [], users: [], teams: [], apps: [] };

type Deciding = { readonly name: string; readonly grant: Grant };

/**
 * A rule that names the command stands in place of the general grant; of several that hold, those with the most conditions (level, status), and of these any
 * one is enough (decision 0017). Null: no rule, and no right is needed.
 */
function decidingGrant({ right, command, status }: Asked, level: string | null, policy: Policy): Deciding | null {
  const holding = policy.authority.rules.flatMap((rule, index) =>
    command !== null && rule.commands.includes(command) && isOf(rule, level, status, policy) ? [{ rule, index }] : [],
  );
  const most = Math.max(...holding.map(({ rule }) => conditions(rule)));
  const nearest = holding.filter(({ rule }) => conditions(rule) === most);
  if (nearest.length > 0)
    return {
      name: nearest
        .slice(0, NAMED)
        .map(({ rule, index }) => ruleInWords(rule, index))
        .join(', '),
      grant: anyOf(nearest.map(({ rule }) => rule.who)),
    };
  return right === null ? null : general(right, policy);
}

function denied({ name, grant }: Deciding): Verdict {
  return { allowed: false, rule: name, who: inWords(grant), teams: grant.teams };
}

function general(right: Right, { authority }: Policy): Deciding {
  return { name: `authority.${right}`, grant: authority[right] };
}

/** A severity that is not known is none that a rule names. */
function isOf({ levels, statuses }: AuthorityRule, level: string | null, status: Status, policy: Policy): boolean {
  const atLevel = levels.length === 0 || levels.some((name) => name.toLowerCase() === level?.toLowerCase());
  return atLevel && (statuses.length === 0 || statuses.some((word) => findStatus(policy, word) === status));
}

function conditions({ levels, statuses }: AuthorityRule): number {
  return Number(levels.length > 0) + Number(statuses.length > 0);
}

function anyOf(grants: readonly Grant[]): Grant {
  const [first] = grants;
  if (grants.length === 1 && first !== undefined) return first;
  return {
    roles: unique(grants.flatMap(({ roles }) => roles)),
    customRoles: unique(grants.flatMap(({ customRoles }) => customRoles)),
    users: unique(grants.flatMap(({ users }) => users)),
    teams: unique(grants.flatMap(({ teams }) => teams)),
    apps: unique(grants.flatMap(({ apps }) => apps)),
  };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** A login alone is nobody's proof: whoever is named must have a standing in the repository, and a custom role is one of somebody who has. */
function holds(grant: Grant, { person, facts, viaApp }: Claimant): boolean {
  if (person === null) return false;
  if (person.bot) return viaApp !== null && grant.apps.includes(viaApp);
  const { permission } = facts;
  const isHere = permission !== 'unknown' && permission !== 'none';
  return (
    (permission !== 'unknown' && grant.roles.includes(permission)) ||
    (isHere && grant.customRoles.some((name) => sameName(name, facts.roleName))) ||
    (isHere && grant.users.some((user) => sameName(user.replace(/^@/, ''), person.login))) ||
    grant.teams.some((team) => facts.teams.some((member) => sameName(team, member)))
  );
}

/** A person, or a bot that may respond: who is answered where no right is needed. */
function isAnyone(claimant: Claimant, policy: Policy): boolean {
  if (claimant.person === null) return false;
  return !claimant.person.bot || holds(policy.authority.respond, claimant);
}

function sameName(written: string, name: string | null): boolean {
  return name !== null && written.toLowerCase() === name.toLowerCase();
}

/** A rule for a refusal, counted from 1: `authority.rules number 2 (at P0, while mitigating)`. */
function ruleInWords({ levels, statuses }: AuthorityRule, index: number): string {
  const when = [
    ...(levels.length === 0 ? [] : [`at ${levels.join(' or ')}`]),
    ...(statuses.length === 0 ? [] : [`while ${statuses.join(' or ')}`]),
  ];
  return `authority.rules number ${index + 1}${when.length === 0 ? '' : ` (${when.join(', ')})`}`;
}

/** Who a refusal names; further ones are counted. */
const NAMED = 12;

/** A grant in words for a refusal: `people with the repository role write, maintain or admin; lead; the team acme/on-call`. */
export function inWords({ roles, customRoles, users, teams, apps }: Grant): string {
  const every = [
    ...(roles.length === 0 ? [] : [`people with the repository role ${roles.join(', ')}`]),
    ...customRoles.map((name) => `people with the custom role ${name}`),
    ...users.map((user) => user.replace(/^@/, '')),
    ...teams.map((team) => `the team ${team.replace(/^@/, '')}`),
    ...apps.map((app) => `the app with the id ${app}`),
  ];
  const more = every.length > NAMED ? [`${every.length - NAMED} more`] : [];
  return every.length === 0 ? 'nobody' : [...every.slice(0, NAMED), ...more].join('; ');
}
