// How the rules for form files tell a fault: the level, a code, the path of what is wrong, and a sentence in three parts.
import type { FormFileProblem } from './form.ts';
import type { YamlPath } from './yaml-file.ts';

/** Collects faults; `at` is a path into the file. */
export type Report = (level: FormFileProblem['level'], code: string, at: YamlPath, message: string) => void;

/** Whether a value is not a text, or one that says nothing: GitHub wants texts with at least one character that is not blank. */
export function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
