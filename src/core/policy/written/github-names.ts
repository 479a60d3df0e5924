// Names as GitHub has them: what else is written could point elsewhere, or ping somebody when it is printed.

/** An account or organisation; those of managed users hold an underscore. */
const login = '[A-Za-z0-9][A-Za-z0-9_-]{0,38}';
/** What a team is called in its address. */
const slug = '[A-Za-z0-9_][A-Za-z0-9_-]{0,99}';
/** Neither `.` nor `..`. */
const repository = '(?!\\.{1,2}(?![\\w.-]))[\\w.-]{1,100}';

export const loginPattern = new RegExp(`^@?${login}$`);
export const teamPattern = new RegExp(`^${login}/${slug}$`);
export const handlePattern = new RegExp(`^@${login}(?:/${slug})?$`);

/** `repository`, `owner/repository`, and either with `:path`. */
export const repositoryFilePattern = new RegExp(`^(?:${login}/)?${repository}(?::[\\w./-]+)?$`);

/** Whether a path goes down from the root of a repository, step by step, to a file. */
export function isPathDown(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
