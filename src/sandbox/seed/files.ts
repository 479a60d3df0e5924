// The files of the sample repository: its own read-me and policy, and the project's incident form as users would copy it.
import { existsSync, readFileSync } from 'node:fs';

const sources: Readonly<Record<string, string>> = {
  'README.md': './readme.md',
  '.github/firebreak.yml': './firebreak.yml',
  '.github/ISSUE_TEMPLATE/incident.yml': '../../../.github/ISSUE_TEMPLATE/incident.yml',
};

/** Contents by path in the repository; the project's own form is left out while there is none. */
export function sampleFiles(): Readonly<Record<string, string>> {
  const present = Object.entries(sources).filter(([, source]) => existsSync(new URL(source, import.meta.url)));
  return Object.fromEntries(
    present.map(([path, source]) => [path, readFileSync(new URL(source, import.meta.url), 'utf8')]),
  );
}
