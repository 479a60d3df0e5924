// How a pull request and a check stand, as pills.

import type { PullItem } from '../../change-shapes.ts';
import { type Html, html } from '../../html.ts';

/** Open, draft, merged, or closed without a merge. */
export function pullPill({ state, draft, merged_at }: Pick<PullItem, 'state' | 'draft' | 'merged_at'>): Html {
  if (merged_at !== null) return html`<span class="state done">Merged</span>`;
  if (state === 'closed') return html`<span class="state dropped">Closed</span>`;
  return draft ? html`<span class="state dropped">Draft</span>` : html`<span class="state open">Open</span>`;
}

const good = ['success', 'neutral', 'skipped'];
const waiting = ['queued', 'in_progress', 'pending', 'expected', 'inactive'];

/** A conclusion, or how far it is: said in words, and in colour. */
export function standing(word: string): Html {
  const tone = good.includes(word) ? 'good' : 'bad';
  return html`<span class="${waiting.includes(word) ? 'muted' : tone}">${word.replaceAll('_', ' ')}</span>`;
}
