// The README shows the commands there are, docs/templates.md the names that a template may use.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actionNames, actionsPage, withActions } from '../../scripts/generate-action-docs.ts';
import { page as commandsFile, commandsPage, readme, withCommands } from '../../scripts/generate-docs.ts';
import { page, withNames } from '../../scripts/generate-template-docs.ts';
import { commands } from '../../src/core/commands/index.ts';
import { problemsOf } from '../../src/sandbox/actions/github-parser.ts';
import { checkTemplate } from '../../src/shell/render/team/check.ts';

const current = readFileSync(readme, 'utf8');

describe('the table of commands in README.md', () => {
  test('is current', () => {
    expect(current === withCommands(current), 'run: node scripts/generate-docs.ts').toBe(true);
  });

  test('is appended to a README without marks, and the rest is kept', () => {
    const made = withCommands('# A project\n\nWords.\n');
    expect(made).toMatch(/^# A project\n\nWords\.\n\n<!-- commands -->\n\| Command /);
    expect(withCommands(made)).toBe(made);
  });

  test('replaces what stands between the marks only', () => {
    const made = withCommands('before\n<!-- commands -->\nold\n<!-- /commands -->\nafter\n');
    expect(made).toMatch(/^before\n<!-- commands -->\n\| Command [\s\S]*<!-- \/commands -->\nafter\n$/);
    expect(made).not.toContain('\nold\n');
  });
});

test('docs/commands.md is current, and has every command with its examples', () => {
  const made = commandsPage();
  expect(readFileSync(commandsFile, 'utf8') === made, 'run: node scripts/generate-docs.ts').toBe(true);
  for (const { usage, examples } of commands) for (const shown of [usage, ...examples]) expect(made).toContain(shown);
});

describe('docs/templates.md', () => {
  const written = readFileSync(page, 'utf8');

  test('names what a template may use', () => {
    expect(written === withNames(written), 'run: node scripts/generate-template-docs.ts').toBe(true);
  });

  test('shows a template that is taken', () => {
    const example = /```handlebars\n([\s\S]*?)```/.exec(written)?.[1] ?? '';
    expect(checkTemplate('initial.github.md.hbs', example)).toMatchObject({ problems: [] });
  });
});

describe('docs/actions.md', () => {
  const written = readFileSync(actionsPage, 'utf8');
  const workflows = [...written.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

  test('says what each Action takes and tells', () => {
    expect(written === withActions(written), 'run: node scripts/generate-action-docs.ts').toBe(true);
  });

  test('has a workflow for each, which GitHub’s own parser takes', async () => {
    for (const name of actionNames) expect(workflows.join(''), name).toContain(`FIREBREAK/action/${name}@`);
    for (const text of workflows) {
      expect(await problemsOf('.github/workflows/example.yml', text), text).toEqual([]);
      expect(text).not.toMatch(/^\s+run:/m);
    }
  });
});
