/** The history of a text as `userContentEdits` tells it: newest first, each with the whole text after it, down to the creation. */
import type { Comment, Issue } from '../../state/issue.ts';
import { known } from '../../state/store.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, account, type Context, type Fields, type TextEdit, type Thing, thing } from '../things.ts';

/** The edits of a text; none while it is as it was written. */
export function userContentEdits(of: Issue | Comment, args: Args, { store }: Context): Connection {
  const texts = [...of.edits.map(({ from }) => from), of.body ?? ''];
  const edits =
    of.edits.length === 0
      ? []
      : texts.map((text, index): TextEdit => {
          const edit = of.edits[index - 1];
          const editor = known(store.users, edit?.editorId ?? of.authorId);
          return { id: `UCE_${of.id}_${index}`, at: edit?.at ?? of.createdAt, editor, text };
        });
  return connect(edits.toReversed(), args, {
    name: 'userContentEdits',
    key: ({ id }) => id,
    node: (edit) => thing('UserContentEdit', edit),
  });
}

/** Who edited last; null while nobody has. */
export function editorOf(of: Issue | Comment, { store }: Context): Thing | null {
  const last = of.edits.at(-1);
  return last === undefined ? null : account(known(store.users, last.editorId));
}

/** Fields of `UserContentEdit`. */
export const userContentEditFields: Fields<TextEdit> = {
  id: ({ id }) => id,
  createdAt: ({ at }) => at,
  editedAt: ({ at }) => at,
  updatedAt: ({ at }) => at,
  deletedAt: () => null,
  deletedBy: () => null,
  diff: ({ text }) => text,
  editor: ({ editor }) => account(editor),
};
