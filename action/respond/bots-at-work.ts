// Which bots may be our own: GitHub is not yet asked whose token the run has, and most events need no answer to that.

/** The bot that wrote the comment, where somebody else has changed or deleted it: it may be a status card. */
export function botsAtWork(event: unknown): readonly number[] {
  const { comment, sender } = (event ?? {}) as Partial<Touched>;
  const author = comment?.user;
  if (author?.type !== 'Bot' || typeof author.id !== 'number' || author.id === sender?.id) return [];
  return [author.id];
}

type Touched = {
  readonly comment: { readonly user: { readonly id: unknown; readonly type: unknown } | null } | null;
  readonly sender: { readonly id: unknown } | null;
};
