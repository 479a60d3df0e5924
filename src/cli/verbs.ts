/** The table of verbs: to add one, write its file and add its row. */

import { processApi } from './api.ts';
import { backdateIn } from './backdate.ts';
import { commandsParse } from './commands-parse.ts';
import { completionFor } from './completion.ts';
import { doctorIn } from './doctor.ts';
import { drillBy } from './drill.ts';
import { formCheck } from './form-check.ts';
import { formGenerate } from './form-generate.ts';
import { formParse } from './form-parse.ts';
import { initIn } from './init.ts';
import { metricsVerb } from './metrics.ts';
import { policyCheck } from './policy-check.ts';
import { policyDiffVerb } from './policy-diff.ts';
import { policyShow } from './policy-show.ts';
import { postmortemLint } from './postmortem-lint.ts';
import { simulate } from './simulate.ts';
import type { Verb } from './verb.ts';
import { processWorld } from './world.ts';

const known: readonly Verb[] = [
  initIn(processWorld),
  doctorIn(processWorld),
  formParse,
  formCheck,
  formGenerate,
  commandsParse,
  policyCheck,
  policyShow,
  policyDiffVerb,
  simulate,
  metricsVerb(process.env, () => new Date().toISOString()),
  postmortemLint,
  drillBy(processApi, processWorld),
  backdateIn(processWorld),
];

/** In the order of the help. */
export const verbs: readonly Verb[] = [...known, completionFor(known)];
