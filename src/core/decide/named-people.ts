// Whom and what commands name, so that GitHub can be asked about them.
import { loginOf } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { IssueRef } from '../incident/record.ts';

/** GitHub's logins; underscores are of enterprise accounts. */
const login = /^[a-z0-9](?:[-_]?[a-z0-9]){0,38}$/;

/** The logins that these lines name, each once, lower case; what cannot be a login is left out. */
export function namedPeople(lines: readonly ParsedLine[]): readonly string[] {
  const logins = lines.flatMap((line) => commands.find((command) => command.name === line.name)?.people?.(line) ?? []);
  return [...new Set(logins.map(loginOf))].filter((candidate) => login.test(candidate));
}

/** The logins that these lines would make commander, each once, lower case. */
export function namedToLead(lines: readonly ParsedLine[]): readonly string[] {
  const logins = lines.flatMap((line) => commands.find(({ name }) => name === line.name)?.leads?.(line) ?? []);
  return [...new Set(logins.map(loginOf))].filter((candidate) => login.test(candidate));
}

/** The logins of whom these lines must know what they are in the repository, each once, lower case. */
export function namedToStand(lines: readonly ParsedLine[]): readonly string[] {
  const logins = lines.flatMap((line) => commands.find(({ name }) => name === line.name)?.standings?.(line) ?? []);
  return [...new Set([...namedToLead(lines), ...logins.map(loginOf)])].filter((candidate) => login.test(candidate));
}

/** Numbers of the other issues that these lines name, each once. */
export function otherIssues(lines: readonly ParsedLine[], issue: IssueRef): readonly number[] {
  return [
    ...new Set(
      lines.flatMap((line) => commands.find((command) => command.name === line.name)?.others?.(line, issue) ?? []),
    ),
  ];
}
