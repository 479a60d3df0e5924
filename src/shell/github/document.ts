// Puts a GraphQL document together from parts; everything that somebody wrote travels in variables, never in the text.

export type Variable = { readonly type: string; readonly value: unknown };
export type Variables = Readonly<Record<string, Variable>>;

/** A piece of a selection and the variables it uses (`$name`). */
export type Part = { readonly text: string; readonly variables: Variables };

/** A piece of a document. */
export function part(text: string, variables: Variables = {}): Part {
  return { text, variables };
}

/** Several pieces as one, with something around them. */
export function around(before: string, parts: readonly Part[], after: string): Part {
  return {
    text: `${before}${parts.map(({ text }) => text).join('\n')}${after}`,
    variables: Object.assign({}, ...parts.map(({ variables }) => variables)),
  };
}

export type Document = { readonly text: string; readonly variables: Readonly<Record<string, unknown>> };

/** The document of these pieces. Names of variables must differ between pieces, or mean the same. */
export function document(kind: 'query' | 'mutation', name: string, parts: readonly Part[]): Document {
  const { text, variables } = around('{\n', parts, '\n}');
  const declared = Object.entries(variables).map(([variable, { type }]) => `$${variable}: ${type}`);
  const head = declared.length === 0 ? name : `${name}(${declared.join(', ')})`;
  const values = Object.entries(variables).map(([variable, { value }]) => [variable, value] as const);
  return { text: `${kind} ${head} ${text}`, variables: Object.fromEntries(values) };
}
