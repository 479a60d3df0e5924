// The table of rules, in the order of their numbers; incident-anchors E.2 has their sources.
import type { Rule } from './rule.ts';
import { dueDates, fewItems, issues, kinds, owners } from './rules/actions.ts';
import { sections } from './rules/e01-sections.ts';
import { placeholders } from './rules/e02-placeholders.ts';
import { record } from './rules/e03-record.ts';
import { impact } from './rules/e07-impact.ts';
import { openers } from './rules/e11-openers.ts';
import { blame } from './rules/e12-blame.ts';
import { humanError } from './rules/e13-human-error.ts';
import { counterfactual } from './rules/e14-counterfactual.ts';
import { questions } from './rules/e15-questions.ts';
import { outage } from './rules/e16-outage.ts';
import { hindsight } from './rules/e17-hindsight.ts';
import { factors } from './rules/e18-factors.ts';
import { secrets } from './rules/e22-secrets.ts';
import { fileName } from './rules/e23-file-name.ts';
import { acronyms } from './rules/e26-acronyms.ts';
import { drill } from './rules/e28-drill.ts';
import { repeated, temporaryFixes } from './rules/from-record.ts';
import { readable } from './rules/readable.ts';
import { shortSummary, wentWell } from './rules/sections-said.ts';
import { timelineData, timelineOrder, timelineStart } from './rules/timeline.ts';
import { unusedWaiver, waiverReason } from './rules/waivers.ts';

/** E00, E29 and E30 are the lint's own. */
export const rules: readonly Rule[] = [
  readable,
  sections,
  placeholders,
  record,
  timelineOrder,
  timelineStart,
  timelineData,
  impact,
  owners,
  dueDates,
  issues,
  openers,
  blame,
  humanError,
  counterfactual,
  questions,
  outage,
  hindsight,
  factors,
  kinds,
  fewItems,
  wentWell,
  secrets,
  fileName,
  temporaryFixes,
  repeated,
  acronyms,
  shortSummary,
  drill,
  waiverReason,
  unusedWaiver,
];
