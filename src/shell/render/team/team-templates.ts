// A team's files to what decisions carry of them: few enough, each sound, judged once.
import type { TemplateFile } from '../../../core/facts.ts';
import { TEMPLATES_FOLDER, type TeamTemplates } from '../../../core/messages/team-templates.ts';
import type { Override, TemplateName } from '../../../core/messages.ts';
import type { PolicyProblem } from '../../../core/policy/policy.ts';
import { judgedTemplate } from './check.ts';

/** Files that are looked at: there are fewer templates. */
export const MOST_TEMPLATES = 30;

/** Files that end otherwise (a README, a picture) are none of ours. */
export function readTeamTemplates(files: readonly TemplateFile[]): TeamTemplates {
  const found = files.filter(({ name }) => name.endsWith('.hbs'));
  const overrides: Partial<Record<TemplateName, Override>> = {};
  const problems: PolicyProblem[] = found.length > MOST_TEMPLATES ? [tooMany(found.length)] : [];
  for (const file of found.slice(0, MOST_TEMPLATES)) {
    const source = `${TEMPLATES_FOLDER}/${file.name}`;
    const { name, template, problems: wrong } = judgedTemplate(source, file.text);
    problems.push(...wrong);
    if (name !== null && template !== null) overrides[name] = { source, text: file.text ?? '' };
  }
  return { overrides, problems };
}

function tooMany(count: number): PolicyProblem {
  const message = `there are ${count} files of templates; expected at most ${MOST_TEMPLATES}, of which the first are used. Delete those that are none.`;
  return { file: TEMPLATES_FOLDER, line: 1, column: 1, code: 'template-too-many', message };
}
