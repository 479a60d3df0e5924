// What of an installation is there already: nothing that somebody wrote is ever written over.
import type { InstallFile } from './wanted-files.ts';

/** `new`: it is not there. `same`: it is, to the letter. `kept`: there is another, which stays. */
export type FileState = 'new' | 'same' | 'kept';

/** A wanted file beside the text that is there; null: none. */
export type ComparedFile = InstallFile & { readonly there: string | null; readonly state: FileState };

/** Each wanted file with what is there of it. Ends of lines do not count. */
export function compareFiles(
  wanted: readonly InstallFile[],
  there: Readonly<Record<string, string>>,
): readonly ComparedFile[] {
  return wanted.map((file) => {
    const found = Object.hasOwn(there, file.path) ? (there[file.path] ?? null) : null;
    return { ...file, there: found, state: stateOf(file.text, found) };
  });
}

function stateOf(text: string, there: string | null): FileState {
  if (there === null) return 'new';
  return there.replaceAll('\r\n', '\n') === text ? 'same' : 'kept';
}
