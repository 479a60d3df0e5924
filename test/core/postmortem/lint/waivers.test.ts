// Waivers: what each holds for, and that none hides more than it says.
import { describe, expect, test } from 'vitest';
import { lint } from '../../../support/sound-postmortem.ts';

const BLAME = 'John broke it.';

function told(text: string): readonly string[] {
  const found = lint(text, { file: null, known: {} });
  return found.filter(({ rule }) => /^E(?:1[2-7]|22|29|30)$/.test(rule)).map(({ rule, line }) => `${rule} ${line}`);
}

describe('a waiver', () => {
  test.each([
    { name: 'holds on its line', text: `${BLAME} <!-- lint-ok E12: from the chat -->`, left: [] },
    {
      name: 'holds for the next line, where it stands alone',
      text: `<!-- lint-ok E12: from the chat -->\n${BLAME}`,
      left: [],
    },
    {
      name: 'holds over a blank line and other comments',
      text: `<!-- lint-ok E12: from the chat -->\n<!-- more -->\n\n${BLAME}`,
      left: [],
    },
    { name: 'holds in a cell', text: `| a |\n|---|\n| ${BLAME} <!-- lint-ok E12: from the chat --> |`, left: [] },
    { name: 'holds in a point', text: `- ${BLAME} <!-- lint-ok E12: from the chat -->\n- ${BLAME}`, left: ['E12 2'] },
    { name: 'is taken in small letters', text: `${BLAME} <!-- lint-ok e12: from the chat -->`, left: [] },
    {
      name: 'may name several rules, each by its own',
      text: `John obviously broke it. <!-- lint-ok E12: from the chat --> <!-- lint-ok E17: from the chat -->`,
      left: [],
    },
    {
      name: 'does not hold for the line after the next',
      text: `<!-- lint-ok E12: from the chat -->\nIt broke.\n${BLAME}`,
      left: ['E30 1', 'E12 3'],
    },
    {
      name: 'does not hold for the next line, where it stands behind text',
      text: `It broke. <!-- lint-ok E12: from the chat -->\n${BLAME}`,
      left: ['E30 1', 'E12 2'],
    },
    {
      name: 'does not hold for another rule',
      text: `${BLAME} <!-- lint-ok E13: from the chat -->`,
      left: ['E12 1', 'E30 1'],
    },
    { name: 'without a reason holds for nothing', text: `${BLAME} <!-- lint-ok E12 -->`, left: ['E12 1', 'E29 1'] },
    {
      name: 'without a word as reason holds for nothing',
      text: `${BLAME} <!-- lint-ok E12: … -->`,
      left: ['E12 1', 'E29 1'],
    },
    {
      name: 'of no rule holds for nothing',
      text: `${BLAME} <!-- lint-ok: from the chat -->`,
      left: ['E12 1', 'E30 1'],
    },
    { name: 'in code is none', text: `${BLAME} \`<!-- lint-ok E12: from the chat -->\``, left: ['E12 1'] },
    {
      name: 'in a block of code is none',
      text: `\`\`\`\n<!-- lint-ok E12: from the chat -->\n\`\`\`\n${BLAME}`,
      left: ['E12 4'],
    },
    {
      name: 'cannot waive what is said of waivers',
      text: '<!-- lint-ok E29: because -->\n<!-- lint-ok E12 -->',
      left: ['E30 1', 'E29 2'],
    },
  ])('$name', ({ text, left }) => {
    expect(told(text)).toEqual(left);
  });

  test('holds with CRLF', () => {
    expect(told(`<!-- lint-ok E12: from the chat -->\r\n${BLAME}\r\n`)).toEqual([]);
  });
});
