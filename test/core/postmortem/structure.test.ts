// The headings of a postmortem: the runbook's own in its order, and what every document needs between them (E.1, C40).
import { describe, expect, test } from 'vitest';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { sectionIds, sectionsOf } from '../../../src/core/postmortem/structure.ts';
import { shipped } from '../../support/builders.ts';

function policyOf(text: string) {
  return policyFrom(shipped.policies, { source: 'test', version: 'v1', text }, null).policy;
}

const order = {
  emergency: ['Timeline', 'Root Cause', 'Resolution', 'Follow-up Actions', 'Lessons Learned'],
  standard: ['Incident Summary', 'Timeline', 'Root Cause', 'Impact', 'Action Items'],
  sev: [
    ...['Summary', 'Impact', 'Timeline', 'Root Cause', 'Contributing Factors', 'Resolution', 'What Went Well'],
    ...['What Went Poorly', 'Action Items', 'Lessons Learned'],
  ],
  github: ['Timeline', 'Root Cause', 'Contributing Factors', 'Resolution', 'Prevention', 'Lessons Learned'],
  commander: [
    ...['Summary', 'Impact', 'Timeline (UTC)', 'Root Cause', 'Resolution', 'What Went Well', 'What Went Poorly'],
    ...['Action Items', 'Lessons Learned'],
  ],
} as const;

describe('the headings of a postmortem', () => {
  test.each(Object.entries(order))('under %s stand in the order of its runbook and are required', (preset, named) => {
    const sections = sectionsOf(policyOf(`preset: ${preset}\n`));
    expect(sections.filter((one) => one.required).map((one) => one.heading)).toEqual(named);
    expect(sections.map((one) => one.id).toSorted()).toEqual([...sectionIds].toSorted());
  });

  test('that a runbook has not stand where they belong', () => {
    const sections = sectionsOf(policyOf('preset: github\n'));
    expect(sections.map((one) => one.heading)).toEqual([
      ...['Summary', 'Impact', 'Detection', 'Timeline', 'Root Cause', 'Contributing Factors', 'Resolution'],
      ...['What Went Well', 'What Went Poorly', 'Where We Got Lucky', 'Prevention', 'Lessons Learned', 'Decisions'],
      ...['Responders', 'Supporting Information'],
    ]);
  });

  test('about one thing named twice, or about nothing known, are kept and filled by nothing', () => {
    const sections = sectionsOf(policyOf('postmortem: { sections: [Timeline, Weather, Timeline of customers] }\n'));
    expect(sections.filter((one) => one.required)).toEqual([
      { id: 'timeline', heading: 'Timeline', required: true },
      { id: null, heading: 'Weather', required: true },
      { id: null, heading: 'Timeline of customers', required: true },
    ]);
  });
});
