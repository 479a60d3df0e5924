/** The table of verbs: to add one, write its file and add its row. */

import { processApi } from './api.ts';
import { commandsParse } from './commands-parse.ts';
import { drillBy } from './drill.ts';
import { formCheck } from './form-check.ts';
import { formGenerate } from './form-generate.ts';
import { formParse } from './form-parse.ts';
import { policyCheck } from './policy-check.ts';
import { policyDiffVerb } from './policy-diff.ts';
import { policyShow } from './policy-show.ts';
import { simulate } from './simulate.ts';
import type { Verb } from './verb.ts';

/** In the order of the help. */
export const verbs: readonly Verb[] = [
  formParse,
  formCheck,
  formGenerate,
  commandsParse,
  policyCheck,
  policyShow,
  policyDiffVerb,
  simulate,
  drillBy(processApi),
];
