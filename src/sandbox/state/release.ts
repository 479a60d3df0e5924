// Releases: a tag with a name and notes.

/** A release. `createdAt` is the date of its commit, as on GitHub; `publishedAt` when it was published, null for a draft. */
export type Release = {
  readonly id: number;
  readonly repositoryId: number;
  readonly tag: string;
  readonly target: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** Whether it may be the latest one. */
  readonly mayBeLatest: boolean;
  readonly authorId: number;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
};
