// Whether a comment is a status card that may be believed, and the record that it carries.
import type { LiveComment } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { cardMarker } from '../../core/marker.ts';
import { type Opened, openBlock } from './block.ts';

/** Author by numeric id, mark, one block whose signature holds for this issue; without a key nobody else may have edited it. */
export function readCard(live: LiveComment, issue: IssueRef, trusted: readonly number[], key: string | null): Opened {
  if (live.author === null || !trusted.includes(live.author.id)) return { ok: false, why: 'its author is not the app' };
  if (key === null && live.edited && live.editor?.id !== live.author.id)
    return { ok: false, why: 'somebody else edited it, and it is not signed' };
  if (!live.body.includes(cardMarker)) return { ok: false, why: 'it is no status card' };
  return openBlock(live.body, issue, key);
}

/** Whether nobody but these accounts wrote what it says now. A signature tells what is genuine, not what is newest: anyone with write can put an older text back. */
export function isLastByOurs({ editor, edited }: LiveComment, trusted: readonly number[]): boolean {
  return editor === null ? !edited : trusted.includes(editor.id);
}
