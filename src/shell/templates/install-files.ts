// The files of an installation as they are shipped, as text. A bundle of the command line carries them inlined.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallTexts } from '../../core/installation/install-texts.ts';
import { templatesFolder } from './shipped.ts';

/** Reads them all. Throws when the folder is nowhere above this file: the installation is incomplete. */
export function readInstallTexts(): InstallTexts {
  const folder = join(templatesFolder(import.meta.dirname), 'install');
  const text = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');
  const workflow = (name: string) => text('workflows', `${name}.yml`);
  return {
    policy: text('policy.yml'),
    templates: text('templates.md'),
    workflows: {
      rollback: workflow('rollback'),
      verify: workflow('verify'),
      evidence: workflow('evidence'),
    },
    actions: {
      respond: workflow('respond'),
      clock: workflow('clock'),
      alerts: workflow('alerts'),
      checks: workflow('checks'),
      hotfix: workflow('hotfix'),
      'hotfix-again': workflow('hotfix-again'),
      publish: workflow('publish'),
    },
  };
}
