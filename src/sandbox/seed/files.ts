// The files of the sample repository: its own read-me and policy, the declaration form of its preset and the workflows as users would copy them.
import { readdirSync, readFileSync } from 'node:fs';

/** The preset that the sample's policy names. */
export const samplePreset = 'github';

const forms = new URL('../../../templates/forms/', import.meta.url);
const workflows = new URL('../../../.github/workflows/', import.meta.url);
const policies = new URL('../../../templates/policies/', import.meta.url);

/** The runbooks that the sample can be switched between. */
export function presets(): readonly string[] {
  return readdirSync(policies).map((file) => file.replace(/\.yml$/, ''));
}

/** Contents by path in the repository, under a preset: one line of the policy, and the form that fits it. */
export function sampleFiles(preset: string = samplePreset): Readonly<Record<string, string>> {
  return {
    'README.md': own('readme.md'),
    '.github/firebreak.yml': own('firebreak.yml').replace(/^preset: .*$/m, `preset: ${preset}`),
    '.github/ISSUE_TEMPLATE/incident.yml': readFileSync(new URL(`${preset}.yml`, forms), 'utf8'),
    ...Object.fromEntries(
      ['rollback-production.yml', 'verify-production.yml', 'evidence-production.yml'].map((name) => [
        `.github/workflows/${name}`,
        readFileSync(new URL(name, workflows), 'utf8'),
      ]),
    ),
    ...Object.fromEntries(
      ['pause', 'deploy', 'version', 'health', 'smoke', 'probe'].map((name) => [
        `.github/deploy/${name}`,
        own(`deploy/${name}`),
      ]),
    ),
  };
}

function own(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
