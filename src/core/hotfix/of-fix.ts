// What the text of a proper fix's pull request must say, and which issue it must close by GitHub's own link.
import { codeSpan } from '../markdown/quoted.ts';
import type { HotfixFacts, HotfixPull } from './facts.ts';
import { type FixNeed, fixLabels } from './fix-needs.ts';
import type { FixRecord } from './proper-fix.ts';
import { type FixRequirement, fails, holds, notRead, type Row, waits } from './row.ts';
import { saidIn } from './said-in.ts';

/** The rules, each a row. */
export const ofFix = {
  linked: ({ closes }: HotfixPull, { issue, incident }: FixRecord): Row => {
    if (closes.items.includes(issue)) return holds('linked', `It closes #${issue}, the proper fix for #${incident}.`);
    if (closes.lacks !== null) return notRead('linked', 'issues that it closes', closes.lacks);
    return fails('linked', `It closes no proper fix any more: that of #${incident} is #${issue}.`, 'author');
  },
  causeKnown: ({ cause, incident }: FixRecord): Row =>
    cause
      ? holds('cause-known', `The cause is on the record of #${incident}.`)
      : waits('cause-known', `Nobody has said what the cause is: comment \`/cause\` on #${incident}.`, 'responder'),
  reproduction: ({ pull, files }: HotfixFacts): Row => {
    const said = saidIn(pull.body, fixLabels['reproduction-test']);
    if (said === null) return unsaid('reproduction', 'reproduction-test');
    const changed = files.items.some(({ path }) => said.includes(path));
    return holds('reproduction', `${codeSpan(said, { max: 150 })}${changed ? ', which it changes.' : '.'}`);
  },
  says: (name: FixRequirement, need: Exclude<FixNeed, 'temporary-fixes'>, { body }: HotfixPull): Row => {
    const said = saidIn(body, fixLabels[need]);
    return said === null ? unsaid(name, need) : holds(name, codeSpan(said, { max: 150 }));
  },
};

function unsaid(name: FixRequirement, need: Exclude<FixNeed, 'temporary-fixes'>): Row {
  return fails(name, `Its text has no line \`${fixLabels[need]}: …\`.`, 'author');
}
