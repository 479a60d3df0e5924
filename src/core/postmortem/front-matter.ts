// The values of a postmortem that machines read: its front matter.
import { oneVisibleLine } from '../markdown/inert.ts';
import { answerTo } from '../messages/known.ts';
import { minutesBetween, type Timestamp, toSecond, wholeMinuteOf } from '../time.ts';
import type { FrontLine } from './document.ts';
import { beganAt, type Known } from './known.ts';
import { peakOf } from './severities.ts';

/** In the order in which they stand. */
export function frontMatter({ incident, policy, state, reviewers }: Known): readonly FrontLine[] {
  const { milestones, issue, level, roles } = incident;
  const { started, detected, reported, declared, acknowledged, mitigated, resolved } = milestones;
  const commander = roles['commander']?.login;
  return [
    { key: 'incident', value: String(issue.number) },
    { key: 'title', value: text(incident.summary) },
    { key: 'severity_peak', value: text(peakOf(incident, policy)) },
    { key: 'severity_close', value: text(level) },
    { key: 'started', value: instant(started) },
    { key: 'detected', value: instant(detected ?? reported ?? declared) },
    { key: 'acknowledged', value: instant(acknowledged) },
    { key: 'mitigated', value: instant(mitigated) },
    { key: 'resolved', value: instant(resolved) },
    { key: 'duration', value: String(minutesOf(beganAt(incident), resolved) ?? 'null') },
    { key: 'authors', value: list(commander === undefined ? [] : [commander]) },
    { key: 'reviewers', value: list(reviewers.map((handle) => handle.replace(/^@/, ''))) },
    { key: 'status', value: state },
    { key: 'services', value: list(servicesOf(incident)) },
    { key: 'detection_source', value: text(incident.detection) },
    { key: 'cause_deployment', value: text(causeDeployment(incident)) },
    { key: 'fix_deployment', value: text(fixDeployment(incident)) },
    { key: 'drill', value: String(incident.drill === true) },
  ];
}

/** From the minute that it began in to that of the resolution, as people read both; null where one of them is not known. */
export function minutesOf(from: Timestamp | null, to: Timestamp | null): number | null {
  return from === null || to === null ? null : minutesBetween(wholeMinuteOf(from), wholeMinuteOf(to));
}

/** YAML takes what JSON writes. */
function text(value: string | null): string {
  return value === null ? 'null' : JSON.stringify(oneVisibleLine(value));
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => text(value)).join(', ')}]`;
}

function instant(at: Timestamp | null): string {
  return at === null ? 'null' : toSecond(at);
}

type Incident = Known['incident'];

/** What the form calls the services, one or several. */
function servicesOf(incident: Incident): readonly string[] {
  const said = answerTo(incident, 'services', 'service', 'component', 'components') ?? '';
  return said.split(/[,\n]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

/** The deployment that was gone back from. */
function causeDeployment({ operations = [] }: Incident): string | null {
  const rolled = operations.findLast(({ kind, state }) => kind === 'rollback' && state === 'succeeded');
  return rolled?.from == null ? null : named(rolled.environment, rolled.from);
}

/** What was gone back to, else the hotfix that went live. */
function fixDeployment({ operations = [], hotfixes = [] }: Incident): string | null {
  const rolled = operations.findLast(({ kind, state }) => kind === 'rollback' && state === 'succeeded');
  if (rolled?.to != null) return named(rolled.environment, rolled.to);
  const fix = hotfixes.findLast(({ merged }) => merged !== undefined);
  return fix?.merged === undefined ? null : `#${fix.pull?.number ?? 0} as ${fix.merged.sha.slice(0, 7)}`;
}

function named(environment: string | null, { sha, ref }: { readonly sha: string; readonly ref: string }): string {
  return `${environment ?? ''} ${ref} (${sha.slice(0, 7)})`.trim();
}
