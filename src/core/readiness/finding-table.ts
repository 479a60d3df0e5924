// Everything that can be found of an installation, as a table: what is the case, what was expected, how it is put right.
import { actionsFindings } from './findings/actions.ts';
import { appFindings } from './findings/app.ts';
import { formFindings } from './findings/form.ts';
import { peopleFindings } from './findings/people.ts';
import { surroundingFindings } from './findings/surroundings.ts';
import { workflowFindings } from './findings/workflows.ts';

/** In the order in which they are put right. */
export const findingTable = {
  ...appFindings,
  ...actionsFindings,
  ...formFindings,
  ...workflowFindings,
  ...peopleFindings,
  ...surroundingFindings,
} as const;

export type FindingCode = keyof typeof findingTable;
/** Every code. */
export const findingCodes = Object.keys(findingTable) as readonly FindingCode[];
