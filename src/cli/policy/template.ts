/** A template file as `policy check` judges it: what the app would tell of it, before it is on the default branch. */
import type { PolicyProblem } from '../../core/policy/policy.ts';
import { checkTemplate } from '../../shell/render/team/check.ts';
import type { Terminal } from '../verb.ts';

/** A template and what is wrong with it. */
export interface JudgedTemplate {
  readonly file: string;
  readonly name: string | null;
  readonly problems: readonly PolicyProblem[];
}

/** Whether a file is a template by its name; every other is a policy. */
export function isTemplate(path: string): boolean {
  return path.endsWith('.hbs');
}

/** Reads and judges one; throws `WrongUse` when it cannot be read. */
export async function judgeTemplate(path: string, terminal: Terminal): Promise<JudgedTemplate> {
  const { name, problems } = checkTemplate(path, await terminal.read(path));
  return { file: path, name, problems };
}
