// Where the working copy is kept: PostgreSQL when `DATABASE_URL` says so, else an embedded PGlite in `DATA_DIR`.
import { type Reader, textOf } from './values.ts';

export type DatabasePlace = { readonly databaseUrl: string } | { readonly dataDir: string };

/** Null when the URL is wrong, which is reported without showing it: it holds a password. */
export function databaseFrom(reader: Reader): DatabasePlace | null {
  const databaseUrl = textOf(reader.env, 'DATABASE_URL');
  if (databaseUrl === null) return { dataDir: textOf(reader.env, 'DATA_DIR') ?? './data' };
  if (/^postgres(?:ql)?:\/\//i.test(databaseUrl) && URL.canParse(databaseUrl)) return { databaseUrl };
  reader.report({
    variable: 'DATABASE_URL',
    happened: 'it is not the URL of a PostgreSQL database.',
    expected: 'postgres://user:password@host:5432/database (special characters of the password percent-encoded).',
    next: 'correct it, or remove it to keep data in DATA_DIR.',
  });
  return null;
}
