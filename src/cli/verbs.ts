/** The table of verbs: to add one, write its file and add its row. */
import { commandsParse } from './commands-parse.ts';
import { formCheck } from './form-check.ts';
import { formGenerate } from './form-generate.ts';
import { formParse } from './form-parse.ts';
import { initIn } from './init.ts';
import { policyCheck } from './policy-check.ts';
import { policyDiffVerb } from './policy-diff.ts';
import { policyShow } from './policy-show.ts';
import { simulate } from './simulate.ts';
import type { Verb } from './verb.ts';
import { processWorld } from './world.ts';

/** In the order of the help. */
export const verbs: readonly Verb[] = [
  initIn(processWorld),
  formParse,
  formCheck,
  formGenerate,
  commandsParse,
  policyCheck,
  policyShow,
  policyDiffVerb,
  simulate,
];
