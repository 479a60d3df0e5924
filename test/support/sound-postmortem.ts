// A postmortem that no rule minds, under the preset sev, and what the record knows of its incident.

import type { Policy } from '../../src/core/policy/policy.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import type { Known } from '../../src/core/postmortem/lint/known.ts';
import { lintPostmortem } from '../../src/core/postmortem/lint/lint.ts';
import type { Finding } from '../../src/core/postmortem/lint/rule.ts';
import { shipped } from './builders.ts';

export const SOUND_FILE = 'reports/incidents/2026-03-01-checkout-fails-for-new-carts.md';

export const SOUND = `---
incident: 42
title: Checkout fails for new carts
severity_peak: SEV-2
severity_close: SEV-3
started: 2026-03-01T13:58:00Z
detected: 2026-03-01T14:05:00Z
acknowledged: 2026-03-01T14:07:00Z
mitigated: 2026-03-01T14:31:00Z
resolved: 2026-03-01T15:13:00Z
duration: 75
authors: [responder]
reviewers: [reviewer]
status: in-review
services: [checkout]
detection_source: monitoring
cause_deployment: "#1201 v2.4.0"
fix_deployment: "#1202 v2.3.9"
drill: false
---

# Incident Postmortem: Checkout fails for new carts

**Date:** 2026-03-01
**Severity:** SEV-2

## Summary

New carts could not be paid for 75 minutes after v2.4.0; going back to v2.3.9 ended it.

## Impact

- Users affected: about 1,200 (4 %)
- Revenue impact: none that is known

## Detection

The alert on payment errors fired 7 minutes after the deployment.

## Timeline

<!-- firebreak:part timeline 0123456789ab -->
| Time (UTC) | Event | Data |
|---|---|---|
| 2026-03-01 13:58 UTC | Deployment of v2.4.0 finished | [run](https://github.com/acme/shop/actions/runs/1) |
| 2026-03-01 14:05 UTC | Alert on payment errors fired | [graph](https://metrics.example.com/d/1) |
| 2026-03-01 14:07 UTC | @responder acknowledged | [comment](https://github.com/acme/shop/issues/42#issuecomment-1) |
| 2026-03-01 14:25 UTC | Root cause identified: the flag file of v2.4.0 | #42 |
| 2026-03-01 14:31 UTC | Rollback to v2.3.9 deployed | [run](https://github.com/acme/shop/actions/runs/2) |
| 2026-03-01 15:13 UTC | Service restored, watched for 42 minutes | #42 |
<!-- firebreak:end timeline -->

## Root Cause

The new flag file had no entry for new carts, and the service took the missing entry for “off”.

## Contributing Factors

- Nothing compared the new flag file with the one before it.
- The pipeline had no test with a new cart.

## Resolution

Temporary: rollback to v2.3.9. Permanent: the service refuses to start with a missing entry.

## What Went Well

- The rollback took four minutes.

## What Went Poorly

- The first page went to a handle that nobody reads.

## Where We Got Lucky

- It was a Sunday.

## Action Items

| Action | Type | Owner | Due | Issue | Status |
|---|---|---|---|---|---|
| Add integration test for checkout flow | prevent | @responder | 2026-03-15 | #57 | Open |
| Add alert for error rate > 5% | detect | @acme/observability | 2026-03-10 | #58 | Open |
| Document rollback procedure | mitigate | @lead | 2026-03-12 | #59 | Open |
| Remove the switch that keeps new carts off | process | @lead | 2026-03-20 | #61 | Open |

## Lessons Learned

A missing entry is not the same as one that says no.

## Decisions

- Going back was chosen over a fix, since the cause was not known yet.

## Responders

@responder led; @lead told customers.

## Supporting Information

\`\`\`
14:05:12 ERROR John broke it: TODO
\`\`\`
`;

/** Everything that the record can know, and nothing against the document. */
export const KNOWN: Required<Known> = {
  incident: {
    severityPeak: 'SEV-2',
    severityClose: 'SEV-3',
    duration: 75,
    started: '2026-03-01T13:58:00Z',
    milestones: {
      detected: '2026-03-01T14:05:00Z',
      acknowledged: '2026-03-01T14:07:00Z',
      identified: '2026-03-01T14:25:00Z',
      fixed: '2026-03-01T14:31:00Z',
      resolved: '2026-03-01T15:13:00Z',
    },
  },
  handles: ['responder', 'lead', 'reviewer', 'acme/observability'],
  people: ['responder', 'lead'],
  temporaryFixes: [{ what: 'New carts are off by a switch', issue: 61 }],
  earlierActions: [
    { what: 'Rotate the keys of the payment provider', issue: 12, postmortem: '2026-01-10-payments-slow' },
  ],
  denied: ['Globex'],
};

/** The policy of a preset, with a line on top of it. */
export function policyNamed(preset: string, more = ''): Policy {
  const file = { source: 'test', version: 'v1', text: `preset: ${preset}\n${more}` };
  return policyFrom(shipped.policies, file, null).policy;
}

const sev = policyNamed('sev');

/** How the tests' documents are linted: as if they were the sound one, with all that the record knows. */
export type How = { readonly file?: string | null; readonly policy?: Policy; readonly known?: Known };

export function lint(text: string, { file = SOUND_FILE, policy = sev, known = KNOWN }: How = {}): readonly Finding[] {
  return lintPostmortem({ file, text, policy, known });
}

/** The sound document with other words in one place. Throws when they are not there: such a test would see nothing. */
export function changed(from: string, to: string): string {
  if (!SOUND.includes(from)) throw new Error(`The sound postmortem does not have: ${from}`);
  return SOUND.replace(from, () => to);
}

/** What prose rules say of a text by itself. */
export function judged(text: string, rules = /^E1[2-7]$/): readonly string[] {
  return lint(text, { file: null, known: {} }).flatMap(({ rule, level }) =>
    rules.test(rule) ? [`${rule} ${level}`] : [],
  );
}
