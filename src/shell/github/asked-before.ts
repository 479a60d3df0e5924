// A client for which a query was asked before it was there.
import type { Client } from './client.ts';
import type { Document } from './document.ts';

/** Something to ask, with what the metrics call it. */
export type Query = Document & { readonly operation: string };

/** The client, which answers that query with this data the first time that it is asked it. `answer` null: it asks as ever. */
export function askedBefore(client: Client, asked: Query, answer: Promise<object | null>): Client {
  let isLeft = true;
  const query: Client['query'] = async (operation, text, variables) => {
    const isKnown = isLeft && isSame(asked, { operation, text, variables });
    if (isKnown) isLeft = false;
    const data = isKnown ? await answer : null;
    return data === null ? client.query(operation, text, variables) : { data, errors: [] };
  };
  return { ...client, query };
}

function isSame(one: Query, other: Query): boolean {
  const written = ({ operation, text, variables }: Query) => JSON.stringify([operation, text, variables]);
  return written(one) === written(other);
}
