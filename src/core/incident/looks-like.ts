// Whether an issue may be an incident at all, from what every webhook payload shows: decided without asking GitHub anything.
import { parseTitle } from './title.ts';

/** The first question of the shipped form (`S002-08`), as GitHub renders its answer. */
const formHeading = /^### What is broken\?[ \t]*\r?$/m;

/** What a payload shows of an issue. */
export type IssueFace = { readonly title: string; readonly body: string; readonly labels: readonly string[] };

/**
 * True when a label's name contains `incident`, the title has the `[INCIDENT …]` prefix, or the body is the shipped form. A policy may rename the
 * label; the title prefix, which the app keeps on every incident, then still tells.
 */
export function looksLikeIncident({ title, body, labels }: IssueFace): boolean {
  return labels.some((label) => /incident/i.test(label)) || parseTitle(title) !== null || formHeading.test(body);
}
