// The issues under an issue, and the one that it is under.
import { Refusal } from '../../../state/refusal.ts';
import { type Html, html } from '../../html.ts';
import { personName, statePill } from '../../look/pieces.ts';
import { Issue } from '../../shapes.ts';
import type { Visit } from '../../visit.ts';

/** Its family, as the API tells: `path` is the issue's there. */
export type Family = { readonly below: readonly Issue[]; readonly above: Issue | null };

export async function familyOf({ api }: Visit, path: string): Promise<Family> {
  const [below, above] = await Promise.all([
    api.list(`${path}/sub_issues`, Issue),
    api.get(`${path}/parent`, Issue).catch(noneAbove),
  ]);
  return { below, above };
}

/** The list, with how many are closed; where there is none, only the place where it comes. */
export function subIssueList(repository: string, { below }: Family): Html {
  const done = below.filter(({ state }) => state === 'closed').length;
  return html`<section id="sub-issues" class="sub-issues" data-live>
    ${
      below.length > 0 &&
      html`<h2>Sub-issues <span class="muted">${done} of ${below.length} done</span></h2>
    <ul>${below.map(
      (issue) => html`<li>${statePill(issue)} <a href="/${repository}/issues/${issue.number}">${issue.title}</a>
      <span class="muted">#${issue.number}${issue.assignees.map((person) => html` · ${personName(person)}`)}</span></li>`,
    )}</ul>`
    }
  </section>`;
}

/** What stands beside the state of an issue that is under another. */
export function parentLink(repository: string, { above }: Family): Html | false {
  return above !== null && html` · under <a href="/${repository}/issues/${above.number}">#${above.number}</a>`;
}

function noneAbove(problem: unknown): null {
  if (problem instanceof Refusal && problem.status === 404) return null;
  throw problem;
}
