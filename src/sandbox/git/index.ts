/** Real git for the sandbox: bare repositories, their files, history and references, and smart HTTP. */
export { type Commit, commitFiles, commitFilesOn, type Signature } from './commit-files.ts';
export { aheadBehind, filesBetween, isSameChange, mergeBase } from './compare.ts';
export { copyBranch, copyRefs } from './copy.ts';
export {
  type ChangedFile,
  type CommitInfo,
  changedFiles,
  commitsBetween,
  isFastForward,
  type LogOptions,
  log,
  readCommit,
} from './history.ts';
export { importCommits, type PastCommit } from './import-commits.ts';
export { mergedTree, type NewCommit, rebased, writeCommit } from './merge.ts';
export { patchesBetween } from './patches.ts';
export { type Blob, type GitObject, listTree, readBlob, readFile, readObject, type TreeEntry } from './read.ts';
export {
  createRef,
  defaultBranch,
  deleteRef,
  listRefs,
  type Ref,
  type RefChange,
  resolveCommit,
  resolveObject,
  resolveRef,
  updateRef,
} from './refs.ts';
export { createRepository, isSafePath } from './repository.ts';
export { GitFailed, type GitFolder } from './run.ts';
export { type GitAccess, type GitCredentials, type GitHost, type RefUpdate, serveGit } from './smart-http.ts';
