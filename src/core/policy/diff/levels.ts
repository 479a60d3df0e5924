// What changes for an incident of one level, facet by facet.
import type { Plain } from '../compose.ts';
import type { PolicyChange } from '../diff.ts';
import type { Level } from '../policy.ts';
import { deepChanges } from './deep.ts';
import { ladderChanges, ladderInWords, NO_STEP } from './ladder.ts';
import { spanInWords, targetInWords, valueInWords, wordsOfKey } from './words.ts';

/** One thing that a level says: `name` goes before both sides, as in `respond within 5 minutes → 10 minutes`. */
type Facet = { readonly key: string; readonly name: string; readonly of: (level: Level) => string };

/** What a level says that has it not: a new level is told without it. */
const notSaid = new Set(['none', 'no target', 'never', 'nobody', 'no', 'not said', 'not asked for']);

const facets: readonly Facet[] = [
  { key: 'rank', name: 'rank (1 is worst)', of: ({ rank }) => String(rank) },
  { key: 'title', name: 'title:', of: ({ title }) => valueInWords(title) },
  { key: 'definition', name: 'definition:', of: ({ definition }) => valueInWords(definition) },
  { key: 'examples', name: 'examples:', of: ({ examples }) => valueInWords(examples) },
  { key: 'respond_within', name: 'respond within', of: ({ respondWithin }) => targetInWords(respondWithin) },
  { key: 'resolve_within', name: 'resolve within', of: ({ resolveWithin }) => targetInWords(resolveWithin) },
  { key: 'updates.first', name: 'the first update:', of: ({ updates }) => firstInWords(updates?.first) },
  { key: 'updates.every', name: 'updates every', of: ({ updates }) => everyInWords(updates?.every) },
  {
    key: 'updates.on_status_change',
    name: 'a new status counts as an update:',
    of: ({ updates }) => valueInWords(updates?.onStatusChange ?? false),
  },
  { key: 'audience', name: 'told at the declaration:', of: ({ audience }) => audience.join(', ') || 'nobody' },
  { key: 'alert', name: 'announced with the initial alert:', of: ({ alert }) => valueInWords(alert) },
  { key: 'monitor', name: 'monitoring', of: ({ monitor }) => windowInWords(monitor) },
  { key: 'freeze', name: 'deployments are held:', of: ({ freeze }) => valueInWords(freeze) },
  { key: 'hotfix', name: 'hotfixes:', of: ({ hotfix }) => hotfixInWords(hotfix) },
  { key: 'postmortem', name: 'postmortem:', of: ({ postmortem }) => postmortemInWords(postmortem) },
  { key: 'around_the_clock', name: 'around the clock:', of: ({ aroundTheClock }) => valueInWords(aroundTheClock) },
  { key: 'backlog', name: 'becomes a backlog ticket:', of: ({ backlog }) => valueInWords(backlog) },
];

const told = new Set(['name', 'escalation', ...facets.map(({ key }) => key.replace(/\..*/, ''))]);

/** Every facet that differs, then the ladder, then what this file has no words for. */
export function levelChanges(was: Level, level: Level): readonly PolicyChange[] {
  const { name } = was;
  const differ = facets
    .map((facet) => ({ ...facet, before: facet.of(was), after: facet.of(level) }))
    .filter(({ before, after }) => before !== after);
  return [
    ...differ.map((facet) => change(name, facet)),
    ...ladderChanges(was.escalation, level.escalation).map((step) => stepChange(name, step)),
    ...deepChanges(others(was), others(level)).map(({ path, before, after }) =>
      change(name, { key: path.map(writtenKey).join('.'), name: path.map(wordsOfKey).join(' '), before, after }),
    ),
  ];
}

function others(level: Level): Plain {
  return Object.fromEntries(Object.entries(level).filter(([key]) => !told.has(writtenKey(key))));
}

function writtenKey(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

type Told = { readonly key: string; readonly name: string; readonly before: string; readonly after: string };

function change(level: string, { key, name, before, after }: Told): PolicyChange {
  return { level, key, text: `${level}: ${name} ${before} → ${after}`, before, after };
}

/** A step that is new or gone is said so; one that changed, or the order, has two sides. */
function stepChange(level: string, step: Told): PolicyChange {
  const { key, name, before, after } = step;
  if (before === NO_STEP) return { level, key, text: `${level}: ${name}: new, ${after}`, before, after };
  if (after === NO_STEP) return { level, key, text: `${level}: ${name}: no more, was ${before}`, before, after };
  return change(level, { ...step, name: `${name}:` });
}

/** What a new level is not told with: its ladder comes in the words of steps, the rest says nothing about what happens. */
const untold = new Set(['definition', 'examples', 'alert']);

/** A level that the policy had under no name: everything that happens at it. */
export function addedLevel(level: Level): PolicyChange {
  const said = facets
    .filter(({ key }) => !untold.has(key))
    .map(({ name, of }) => ({ name, value: of(level) }))
    .filter(({ value }) => !notSaid.has(value))
    .map(({ name, value }) => (value === 'yes' ? name.replace(/:$/, '') : `${name} ${value}`));
  const quietly = level.alert ? [] : ['declared without the initial alert'];
  const after = [...said, ...quietly, ...ladderInWords(level.escalation)].join('; ');
  const text = `${level.name}: a new level: ${after}. Incidents are given it with \`/severity ${level.name}\``;
  return { level: level.name, key: 'level', text, before: 'none', after };
}

/** A level that is gone without one of its rank in its place. */
export function removedLevel({ name }: Level): PolicyChange {
  const text = `${name}: removed. An open incident of ${name} that takes this policy becomes one of the nearest worse level`;
  return { level: name, key: 'level', text, before: name, after: 'none' };
}

/** A level of the same rank under another name. */
export function renamedLevel(was: Level, { name, rank }: Level): PolicyChange {
  const text = `${was.name}: the level of rank ${rank} is called ${name}. An open incident of ${was.name} that takes this policy becomes ${name}`;
  return { level: was.name, key: 'name', text, before: was.name, after: name };
}

function firstInWords(span: string | null | undefined): string {
  if (span === null || span === undefined) return 'not asked for';
  return spanInWords(span) === 'at once' ? 'at once' : `after ${spanInWords(span)}`;
}

function everyInWords(span: string | null | undefined): string {
  return span === null || span === undefined ? 'never' : spanInWords(span);
}

function windowInWords(monitor: Level['monitor']): string {
  if (monitor === null) return 'none';
  return [monitor.min, monitor.max].flatMap((end) => (end === null ? [] : [spanInWords(end)])).join(' to ');
}

function hotfixInWords(hotfix: Level['hotfix']): string {
  if (hotfix === null) return 'not said';
  return hotfix.allowed ? 'allowed' : 'not allowed';
}

function postmortemInWords(postmortem: Level['postmortem']): string {
  if (postmortem === null) return 'not said';
  const { need, ...deadlines } = postmortem;
  const said = Object.entries(deadlines).filter(([, span]) => span !== null);
  const due = said.map(([key, span]) => `${wordsOfKey(key)} ${valueInWords(span)}`);
  return [need, ...due].join(', ');
}
