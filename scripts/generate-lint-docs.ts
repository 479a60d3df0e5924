// Writes docs/postmortem-lint.md, every rule of the lint of postmortems, from the table in the code: `node scripts/generate-lint-docs.ts`.
import { writeFileSync } from 'node:fs';
import { MOST_OF_ONE_RULE } from '../src/core/postmortem/lint/lint.ts';
import type { Rule } from '../src/core/postmortem/lint/rule.ts';
import { rules } from '../src/core/postmortem/lint/rules.ts';

/** Where it goes. */
export const page: URL = new URL('../docs/postmortem-lint.md', import.meta.url);

const HEAD = `<!-- Made by scripts/generate-lint-docs.ts from src/core/postmortem/lint: change it there. -->
# The rules for postmortems

\`\`\`
npm run -s firebreak -- postmortem lint reports/incidents/2026-03-01-checkout-fails.md --policy .github/firebreak.yml
\`\`\`

Each finding has a place, a rule, and where a rewrite is plain the words to put there. **E** fails (exit status 1), **W** is a warning. \`--json\` prints \`[{file, line, column, endColumn, rule, level, message, suggestion?}]\`.
Of one rule at most ${MOST_OF_ONE_RULE} findings are told.

- **Not judged for language** are code, quotations (\`>\` and words between quotation marks), links and comments. Secrets (E22) are looked for everywhere.
- **A line that is right as it is** has a waiver with a reason, on it or alone on the line before: \`<!-- lint-ok E12: the words of the chat -->\`; in the front matter \`# lint-ok E23: its first name, which is linked\`. One without a reason waives nothing (E29), one that waives nothing is told (E30).
- **What only the record knows** is not judged on the command line: whether the number, severity and duration are true (E03), owners exist (E08), names must not be told (E22), temporary fixes are removed (E24), items were open before (E25).
- **Who is a person** in a sentence: \`@handles\`, pronouns, people that the record or the front matter names, first names that the library of word classes knows, and words such as engineer or reviewer. A system may fail, forget and ignore: “the check should have fired” is fine. English only.`;

/** The page as the code has it today. */
export function lintPage(): string {
  return [HEAD, table(), ...rules.map(section)].join('\n\n').concat('\n');
}

function table(): string {
  const rows = rules.map(({ code, level, says }) => `| [${code}](#${code.toLowerCase()}) | ${level} | ${says} |`);
  return ['| Rule | | What is asked for |', '|---|---|---|', ...rows].join('\n');
}

function section({ code, level, says, because, bad, good, source }: Rule): string {
  const kind = level === 'E' ? 'fails' : 'warns';
  return [
    `## ${code}`,
    `${says} *(${kind})*`,
    because,
    `Not so:\n\n${fenced(bad)}`,
    `But so:\n\n${fenced(good)}`,
    `From: ${source}.`,
  ].join('\n\n');
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

if (import.meta.main) writeFileSync(page, lintPage());
