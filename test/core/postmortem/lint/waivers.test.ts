// Waivers: what each holds for, and that none hides more than it says.
import { describe, expect, test } from 'vitest';
import { lint, SOUND, SOUND_FILE } from '../../../support/sound-postmortem.ts';

const BLAME = 'John broke it.';

function told(text: string): readonly string[] {
  const found = lint(text, { file: null, known: {} });
  return found.filter(({ rule }) => /^E(?:1[2-7]|22|29|30)$/.test(rule)).map(({ rule, line }) => `${rule} ${line}`);
}

describe('a waiver in the front matter', () => {
  const TITLE = 'title: Checkout fails for new carts';
  const old = (line: string) =>
    lint(SOUND.replace(TITLE, line), { file: SOUND_FILE })
      .filter(({ rule }) => ['E00', 'E02', 'E23', 'E29', 'E30'].includes(rule))
      .map(({ rule, line: at }) => `${rule} ${at}`);

  test.each([
    { name: 'is none where it is needed', line: 'title: TODO list is gone', left: ['E02 3', 'E23 3'] },
    { name: 'holds on its line', line: 'title: Pay desk is gone # lint-ok E23: links name it so', left: [] },
    { name: 'holds for the next line, where it stands alone', line: '# lint-ok E23: links name it so\ntitle: Pay desk is gone', left: [] },
    { name: 'may stand behind an apostrophe', line: `title: Anna's desk is gone # lint-ok E23: it's linked so`, left: [] },
    { name: 'may stand with another', line: '# lint-ok E02: the service is called so\n# lint-ok E23: links name it so\ntitle: TODO list is gone', left: [] },
    { name: 'without a reason holds for nothing', line: 'title: Pay desk is gone # lint-ok E23', left: ['E23 3', 'E29 3'] },
    { name: 'where nothing is to be waived is told', line: `${TITLE} # lint-ok E23: links name it so`, left: ['E30 3'] },
    { name: 'within quotation marks is none', line: 'title: "Pay desk is gone # lint-ok E23: links name it so"', left: ['E23 3'] },
  ])('$name', ({ line, left }) => {
    expect(old(line)).toEqual(left);
  });
}); // biome-ignore format: a table

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
