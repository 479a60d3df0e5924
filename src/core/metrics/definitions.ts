// The table of metrics: what each is called, what it means, in which unit it is, and what it is made from. Every page, file and chart takes its words from here.

/** `durations`: seconds of incidents. `share`: a part of a whole. `counts`: how many of each. `durations-of`: seconds by a name. */
export type Shape = 'durations' | 'share' | 'counts' | 'durations-of';

export type Definition = {
  readonly id: string;
  readonly name: string;
  readonly group:
    | 'How long it takes'
    | 'What was promised'
    | 'How many, and where from'
    | 'What was learnt'
    | 'Changes (DORA)';
  readonly shape: Shape;
  readonly unit: 'seconds' | 'share' | 'incidents' | 'returns';
  /** In one sentence or two. */
  readonly says: string;
  /** What of the repository it is read from. */
  readonly source: string;
};

const card = 'Status card';

/** In the order of the page. Names and meanings are those of Part D.2 of the requirements; where a choice was open, decision 0036 has it. */
export const definitions = [
  {
    id: 'time-to-detect',
    name: 'Time to detect',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From when the impact began to when it was detected, else to the first alert; no time where the alert came before the impact. Unknown where nobody said when the impact began.',
    source: `${card}: “Impact began”, “Detected”, “First alert”, as the form, \`Started:\` or \`/time\` says them`,
  },
  {
    id: 'time-to-acknowledge',
    name: 'Time to acknowledge',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From the declaration to the first acknowledgement. Incidents that nobody acknowledged are left out and counted apart.',
    source: `${card}: declared, acknowledged (\`/ack\`)`,
  },
  {
    id: 'time-to-mobilise',
    name: 'Time to mobilise',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From the declaration to when the last required role was first filled: the commander, and every role that a gate of the incident’s policy asks for.',
    source: `${card}: timeline (roles, handoffs, the first acknowledgement), the policy that it carries`,
  },
  {
    id: 'time-to-first-update',
    name: 'Time to first update',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From the declaration to the first progress update, public or not.',
    source: `${card}: timeline (\`/update\`)`,
  },
  {
    id: 'time-to-mitigate',
    name: 'Time to mitigate',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From when the impact began, else from the declaration, to when the service was restored for good.',
    source: `${card}: “Impact began”, declared, mitigated (monitoring or resolution began)`,
  },
  {
    id: 'time-to-resolve',
    name: 'Time to resolve, elapsed',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'From when the impact began, else from the declaration, to the last resolution. What happens to the issue afterwards changes nothing.',
    source: `${card}: “Impact began”, declared, resolved`,
  },
  {
    id: 'active-time',
    name: 'Time to resolve, active',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'The same without the time between a resolution and the return after it. Nothing else pauses an incident: `/snooze` puts off reminders only.',
    source: `${card}: as above, timeline (resolutions and returns)`,
  },
  {
    id: 'impact-duration',
    name: 'Impact duration',
    group: 'How long it takes',
    shape: 'durations',
    unit: 'seconds',
    says: 'How long the service was impaired: from when the impact began until it was mitigated, and from each return until it was mitigated again; what overlaps counts once. Incidents of which the form says that customers do not notice them are left out.',
    source: `${card}: “Impact began”, mitigated, timeline (monitoring, resolutions, returns), whether customers notice it`,
  },
  {
    id: 'time-in-severity',
    name: 'Time in severity',
    group: 'How long it takes',
    shape: 'durations-of',
    unit: 'seconds',
    says: 'For each severity, how long incidents were at it between declaration and last resolution, without the time between a resolution and a return. Of incidents that were at it at all.',
    source: `${card}: timeline (declaration, changes of severity, resolutions, returns)`,
  },
  {
    id: 'update-adherence',
    name: 'Update adherence',
    group: 'What was promised',
    shape: 'share',
    unit: 'share',
    says: 'Progress updates that came by when the policy promised them ÷ those that were due, of resolved incidents. While nobody answers one is due again each time the clock asks; while a fix is watched none is.',
    source: `${card}: timeline (updates, severities, statuses), \`updates\` of the policy that it carries`,
  },
  {
    id: 'escalation-adherence',
    name: 'Escalation adherence',
    group: 'What was promised',
    shape: 'share',
    unit: 'share',
    says: 'Steps of the ladder that told somebody within a minute of their deadline ÷ those that came due, of resolved incidents, in the ladder as it last ran. Steps that wait for somebody’s judgement are left out.',
    source: `${card}: ladder, acknowledgements, \`escalation\` of the policy that it carries`,
  },
  {
    id: 'incidents-by-peak',
    name: 'Incidents by worst severity',
    group: 'How many, and where from',
    shape: 'counts',
    unit: 'incidents',
    says: 'Declared incidents by the worst severity that they ever had since their declaration, by the ranks of their policies.',
    source: `${card}: timeline (changes of severity)`,
  },
  {
    id: 'incidents-by-close',
    name: 'Incidents by severity at the end',
    group: 'How many, and where from',
    shape: 'counts',
    unit: 'incidents',
    says: 'Resolved incidents by the severity that they had at the end.',
    source: `${card}: severity`,
  },
  {
    id: 'incidents-by-service',
    name: 'Incidents by service',
    group: 'How many, and where from',
    shape: 'counts',
    unit: 'incidents',
    says: 'Declared incidents by the services that the form’s answer names, else by the component. One with several services counts for each.',
    source: `${card}: answers of the form (“Which services?”, “Which component or feature?”)`,
  },
  {
    id: 'incidents-by-source',
    name: 'Incidents by source',
    group: 'How many, and where from',
    shape: 'counts',
    unit: 'incidents',
    says: 'Declared incidents by who or what noticed them: the form’s answer, else whichever came first, the first alert or the first complaint. Words of a team’s own stand for themselves.',
    source: `${card}: “How was it detected?”, “First alert”, “First complaint”`,
  },
  {
    id: 'self-detected',
    name: 'Self-detected share',
    group: 'How many, and where from',
    shape: 'share',
    unit: 'share',
    says: 'Incidents that monitoring noticed ÷ incidents whose source is known, as in “Incidents by source”.',
    source: `${card}: as above`,
  },
  {
    id: 'returns',
    name: 'Incidents that came back',
    group: 'How many, and where from',
    shape: 'share',
    unit: 'share',
    says: 'Incidents that were reopened at least once ÷ declared incidents. `times` is how often in all.',
    source: `${card}: timeline (\`/reopen\`, or by hand)`,
  },
  {
    id: 'action-items',
    name: 'Action-item completion',
    group: 'What was learnt',
    shape: 'share',
    unit: 'share',
    says: 'Follow-ups, proper fixes and removals of temporary fixes that were done by their deadline ÷ those whose deadline has passed. `by` has each kind.',
    source: `${card}: what is owed, deadlines of the policy that it carries`,
  },
  {
    id: 'open-action-items',
    name: 'Age of open action items',
    group: 'What was learnt',
    shape: 'durations',
    unit: 'seconds',
    says: 'How long the ones that are not done have been on record.',
    source: `${card}: what is owed, timeline (when it was put on record)`,
  },
  {
    id: 'postmortem-timeliness',
    name: 'Postmortem timeliness',
    group: 'What was learnt',
    shape: 'share',
    unit: 'share',
    says: 'Postmortems that were published by the policy’s deadline ÷ those whose deadline has passed, of the incidents whose severity at the end requires one.',
    source: `${card}: resolved, severity, \`postmortem\` of the policy that it carries. Repository: when a document that names the incident came to the default branch`,
  },
  {
    id: 'change-fail-rate',
    name: 'Change fail rate',
    group: 'Changes (DORA)',
    shape: 'share',
    unit: 'share',
    says: 'Production deployments that needed a rollback or a hotfix at once ÷ production deployments that succeeded. Of versions A, B, C, D and B again, C failed: the first after the one that was gone back to. Of a hotfix it is the version that was live when what had changed was looked up.',
    source:
      'Deployments of the environment and their statuses. Status card: rollbacks that succeeded, hotfixes that were merged',
  },
  {
    id: 'failed-deployment-recovery-time',
    name: 'Failed deployment recovery time',
    group: 'Changes (DORA)',
    shape: 'durations',
    unit: 'seconds',
    says: 'For each of those deployments, from its success to when the last of its incidents was mitigated. Incidents with other causes are not in it.',
    source: 'As above, and mitigated on the status card',
  },
  {
    id: 'deployment-rework-rate',
    name: 'Deployment rework rate',
    group: 'Changes (DORA)',
    shape: 'share',
    unit: 'share',
    says: 'Production deployments that a rollback or a hotfix of an incident made ÷ production deployments that succeeded.',
    source: 'Deployments of the environment. Status card: the versions of rollbacks and hotfixes',
  },
] as const satisfies readonly Definition[];

export type MetricId = (typeof definitions)[number]['id'];

/** The row of a metric. */
export function definitionOf(id: MetricId): Definition {
  const found = definitions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no metric ${id}.`);
  return found;
}
