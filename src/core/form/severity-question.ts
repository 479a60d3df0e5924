// The question for the severity: its answers in the policy's own words, and the help that leads to one of them.
import type { Level, Policy } from '../policy/policy.ts';

/** The answer to the question for the severity that leaves it open. */
export const NOT_SURE = 'Not sure yet';

/** A severity as the form offers it: name, title and definition, so that the answer says what was meant by the name. */
export function severityOption({ name, title, definition }: Level): string {
  const head = title === '' ? name : `${name} ${title}`;
  return (definition === '' ? head : `${head}: ${definition}`).replace(/\s+/g, ' ').trim();
}

/**
 * The level that an answer stands for; null when it is none. Name and meaning must be the policy's, word for word: the `P1` of
 * one runbook is the worst, that of another the second, and an answer of a form for the other must not be taken for either.
 */
export function levelOfAnswer(policy: Policy, answer: string): Level | null {
  return policy.levels.find((level) => severityOption(level) === answer) ?? null;
}

/** What the form asks for the severity with, the open answer first. */
export function severityOptions(policy: Policy): readonly string[] {
  return [NOT_SURE, ...policy.levels.map(severityOption)];
}

/** The policy's questions that lead to a severity (`S004-02`), examples of each level that has some (`S003-07`), and what to do in doubt. */
export function severityHelp({ levels, intake }: Policy): string {
  const questions = intake.severityHelper.map(({ question, level }, index) => `${index + 1}. ${question} ${level}`);
  const examples = levels.flatMap(({ name, examples: some }) =>
    some.length === 0 ? [] : [`- ${name}, for example: ${some.join('; ')}`],
  );
  const doubt = 'If unsure, take the worse one; `/severity` changes it at once.';
  const helper = questions.length === 0 ? [] : ['The first yes decides:', '', ...questions, ''];
  const shown = examples.length === 0 ? [] : [...examples, ''];
  return helper.length + shown.length === 0 ? doubt : `${[...helper, ...shown, doubt].join('\n')}\n`;
}
