// The box at the end of a thread: comment, close, reopen.
import { type Html, html } from '../../html.ts';
import type { Issue } from '../../shapes.ts';
import type { Place } from './rights.ts';

/** The box; on a locked issue only for those who may write. Its buttons are a live region of their own, so that what is typed stays. */
export function answerBox({ visit, base, rights }: Place, issue: Issue, draft: string): Html {
  if (issue.locked && !rights.write)
    return html`<p class="locked" id="answer">This conversation is locked: only people with write access comment.</p>`;
  return html`<form class="answer" id="answer" method="post" action="${base}/comments">
    <label for="answer-text">Add a comment as <strong>${visit.viewer.user.login}</strong></label>
    <textarea id="answer-text" name="body" rows="5" required data-keep placeholder="A comment, or a command such as /ack, /update …, /resolve, /help">
${draft}</textarea>
    <div class="buttons" id="answer-buttons" data-live>
      ${rights.state && (issue.pull_request === undefined ? stateButtons(base, issue) : pullButtons(base, issue))}
      <button class="primary">Comment</button>
    </div>
  </form>`;
}

function stateButtons(base: string, issue: Issue): Html {
  if (issue.state === 'closed')
    return html`<button formaction="${base}/state" formnovalidate name="state" value="open">Reopen issue</button>`;
  return html`<button formaction="${base}/state" formnovalidate name="state" value="not_planned">Close as not planned</button>
    <button formaction="${base}/state" formnovalidate name="state" value="completed">Close issue</button>`;
}

/** A pull request is closed without a reason, and stays merged. */
function pullButtons(base: string, { state, pull_request }: Issue): Html | null {
  if (pull_request?.merged_at != null) return null;
  const [value, words] = state === 'open' ? ['completed', 'Close pull request'] : ['open', 'Reopen pull request'];
  return html`<button formaction="${base}/state" formnovalidate name="state" value="${value}">${words}</button>`;
}
