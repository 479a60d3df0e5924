// What the clock says once, in words: what was to be, by when, and that it is not.
import type { Deadline, Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Phase, Policy } from '../policy/policy.ts';
import { spanInWords } from '../span-words.ts';
import type { Once } from './once.ts';
import { hotfixNamed } from './reviews.ts';

/** One sentence without its full stop; parts of it are what people wrote. */
export function onceInWords({ kind, about }: Pick<Once, 'kind' | 'about'>, incident: Incident, policy: Policy): string {
  const level = levelOf(policy, incident);
  const after = (span: string | null | undefined): string =>
    span == null ? '' : ` ${spanInWords(span)} of the resolution`;
  switch (kind) {
    case 'nobody-leads':
      return 'Nobody leads this incident';
    case 'no-severity':
      return 'Nobody has said how bad it is';
    case 'response':
      return `${about} is to be acknowledged ${spanInWords(level?.respondWithin ?? 'PT0M')}: nobody has`;
    case 'resolution':
      return `${about} is to be resolved ${spanInWords(level?.resolveWithin ?? 'PT0M')}: it is not`;
    case 'phase-over':
      return phaseInWords(policy.phases.find(({ id }) => id === about));
    case 'monitoring-max':
      return 'The monitoring window is at its longest';
    case 'timebox':
      return `The time is up for: ${whatOf(incident.timeBoxes, about)}`;
    case 'review': {
      const pull = hotfixNamed(incident, about)?.pull?.number ?? 0;
      return `Hotfix #${pull} is to be reviewed ${spanInWords(policy.hotfix.reviewWithin)}: it is not`;
    }
    case 'backfill':
      return `The proper fix is to replace the hotfix: ${whatOf(incident.backfills, about)}`;
    case 'temporary-fix':
      return `The temporary fix is to be removed: ${whatOf(incident.temporaryFixes, about)}`;
    case 'follow-up':
      return `The follow-up is to be done: ${whatOf(incident.followUps, about)}`;
    case 'backfill-late':
      return `The proper fix was due and still does not replace the hotfix${ofWhom(incident.backfills, about)}: ${whatOf(incident.backfills, about)}`;
    case 'temporary-fix-late':
      return `The temporary fix was to be removed and is still there${ofWhom(incident.temporaryFixes, about)}: ${whatOf(incident.temporaryFixes, about)}`;
    case 'follow-up-late':
      return `The follow-up was due and is still not done${ofWhom(incident.followUps, about)}: ${whatOf(incident.followUps, about)}`;
    case 'postmortem-schedule':
      return `The postmortem is to be scheduled${after(level?.postmortem?.scheduleWithin)}`;
    case 'postmortem-draft':
      return `The postmortem is to be drafted${after(level?.postmortem?.draftWithin)}`;
    case 'postmortem-publish':
      return `The postmortem is to be published${after(level?.postmortem?.publishWithin)}`;
  }
}

const notYet = {
  acknowledged: 'nobody has acknowledged',
  identified: 'the cause is not identified',
  mitigating: 'mitigation has not begun',
  monitoring: 'service is not restored',
  resolved: 'it is not resolved',
  closed: 'the incident is not closed',
} as const satisfies Readonly<Record<Phase['overWhen'], string>>;

function phaseInWords(phase: Phase | undefined): string {
  if (phase === undefined) return 'A phase is over its time';
  const of = phase.status === 'resolved' ? ' of the resolution' : '';
  return `${phase.title} is to be over ${spanInWords(phase.to ?? 'PT0M')}${of}: ${notYet[phase.overWhen]}`;
}

function ofWhom(items: readonly Deadline[], id: string): string {
  const owner = items.find((item) => item.id === id)?.owner;
  return owner === undefined ? '' : ` by ${owner.login}`;
}

function whatOf(items: readonly Deadline[], id: string): string {
  return items.find((item) => item.id === id)?.what ?? id;
}
