// Records or deployments from a file of JSON lines, one value on each: for use without GitHub.
import type * as z from 'zod';

/** The values of a text, and for each line that is none a sentence with its number. Empty lines are none. */
export function readLines<T extends z.ZodType>(
  text: string,
  shape: T,
): { readonly values: readonly z.output<T>[]; readonly unread: readonly string[] } {
  const values: z.output<T>[] = [];
  const unread: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = shape.safeParse(jsonIn(line));
    if (read.success) values.push(read.data);
    else unread.push(`Line ${index + 1} is left out: ${faultOf(read.error)}.`);
  }
  return { values, unread };
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function faultOf({ issues: [first] }: z.ZodError): string {
  if (first?.code === 'custom') return first.message;
  if (first === undefined || first.path.length === 0) return 'it is no JSON object of the kind that is expected';
  return `\`${first.path.join('.')}\` is not as expected (${first.message})`;
}
