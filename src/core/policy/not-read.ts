// Policies of which nobody knows what they say: not read is not the same as not there, and is told with what to do about it.
import type { Facts, NotRead, PolicyFile } from '../facts.ts';
import type { PolicyProblem } from './policy.ts';

/** A policy that GitHub did not give. */
export function notRead(source: string, why: NotRead): PolicyFile {
  return { source, version: 'not-read', text: null, notRead: why };
}

/** The file as a repository may use it: a public one shows its policy to everybody, so it takes none from a private one (AC-36). */
export function asShownIn(repository: Pick<Facts['repository'], 'private'>, file: PolicyFile): PolicyFile {
  return file.private === true && !repository.private ? notRead(file.source, 'private') : file;
}

const happened: Readonly<Record<NotRead, string>> = {
  refused: 'GitHub refused to give it',
  unavailable: 'GitHub could not be asked for it',
  private:
    'it is in a private repository and this one is public, so it is not used: its text would be shown to everybody',
};

const next: Readonly<Record<NotRead, string>> = {
  refused: 'Let the app (or the workflow) read the contents of that repository.',
  unavailable: 'It is asked for again with the next event; nothing needs to be changed for that.',
  private: 'Write what it says into this repository’s own file, or put it into a public repository.',
};

/** What happened and what to do, in words. */
export function whyNotRead(why: NotRead): string {
  return `${happened[why]}. ${next[why]}`;
}

/** The code of the one problem that a file has which was not read; it has no place in the text. */
export const NOT_READ = 'policy-not-read';

export function problemNotRead(file: string, why: NotRead): PolicyProblem {
  return { file, line: 1, column: 1, code: NOT_READ, message: whyNotRead(why) };
}
