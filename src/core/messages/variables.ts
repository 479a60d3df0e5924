// The names that a team's own template may use, by template: what the renderer is given (a contract test holds this to the data).
import type { TemplateName } from '../messages.ts';

/** What a name stands for: one line of text, lines of text, or numbered steps, each with `number` and `text`. */
export type Shape = 'text' | 'lines' | 'steps';
export type Variables = Readonly<Record<string, Shape>>;

/** What the card and the frames of comments are made of stays ours: without their mentions, refusals and marks nobody would be reached or believed. */
export const fixed = {
  card: 'it carries the record of the incident',
  due: 'it mentions whom the policy calls, and says how to answer',
  intake: 'it asks for what the declaration lacks',
  reply: 'it says what was done and refused, and mentions whom an incident is handed to',
} as const satisfies Partial<Record<TemplateName, string>>;

/** The plain page of every further step, which the first page of a runbook has more of. */
const page = {
  summary: 'text',
  level: 'text',
  started: 'text',
  status: 'text',
  impact: 'text',
  eta: 'text',
} as const satisfies Variables;

/** What customers may read: times and status, what the declaration says is broken, and what `/update --public` said. */
export const publicVariables = {
  service: 'text',
  feature: 'text',
  symptom: 'text',
  condition: 'text',
  workaround: 'text',
  status: 'text',
  state: 'text',
  progress: 'text',
  started: 'text',
  startedMinute: 'text',
  time: 'text',
  minute: 'text',
  clock: 'text',
  resolved: 'text',
  duration: 'text',
  detectedAt: 'text',
  identifiedAt: 'text',
  fixedAt: 'text',
  resolvedAt: 'text',
  nextIn: 'text',
  nextAt: 'text',
  nextUpdate: 'text',
} as const satisfies Variables;

/** What everybody in the incident may read. */
const internal = {
  ...publicVariables,
  summary: 'text',
  level: 'text',
  call: 'text',
  impact: 'text',
  eta: 'text',
  link: 'text',
  number: 'text',
  next: 'text',
  actions: 'text',
  known: 'lines',
  doing: 'lines',
  evidence: 'text',
  cause: 'text',
  proposal: 'text',
  fix: 'text',
  verified: 'text',
  monitoring: 'text',
  postmortem: 'text',
  promise: 'text',
  phase: 'text',
  happened: 'text',
  tried: 'text',
  learned: 'text',
  hypothesis: 'text',
  steps: 'steps',
  reporter: 'text',
  expert: 'text',
  situation: 'text',
  underway: 'text',
  questions: 'text',
  stakeholders: 'text',
  open: 'lines',
  incoming: 'text',
  outgoing: 'text',
  handedBy: 'text',
} as const satisfies Variables;

/** Whether customers are whom the template is for. */
export function isForCustomers(template: string): boolean {
  return /^(?:user|external)\./.test(template);
}

/** The names that a template may use; null for one that is not a team's to change: only the runbooks' messages, the page and the handoff are. */
export function variablesOf(template: TemplateName): Variables | null {
  if (template === 'page') return page;
  if (template !== 'handoff' && !template.includes('.')) return null;
  return isForCustomers(template) ? publicVariables : internal;
}
