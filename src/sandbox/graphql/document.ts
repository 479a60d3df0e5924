/** Reads a GraphQL document: checked against the schema once, and what of it the sandbox does not implement. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fieldsOfType } from './resolve.ts';

/** A root field as it is asked for; `alias` is its name in the answer. */
export type RootField = { readonly field: string; readonly alias: string };

/** A document that may be executed, or why not. */
export type ReadDocument =
  | { readonly ok: true; readonly document: DocumentNode; readonly missing: readonly string[] }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/** Clients send the same few texts over and over; checking one takes 6 ms. */
const read = new Map<string, ReadDocument>();
const mostRemembered = 500;

/** Parses and validates a text, and lists the fields in it that have no resolver (`Issue.projectItems`). */
export function readDocument(schema: GraphQLSchema, source: string): ReadDocument {
  const before = read.get(source);
  if (before !== undefined) return before;
  const now = check(schema, source);
  if (read.size >= mostRemembered) read.clear();
  read.set(source, now);
  return now;
}

function check(schema: GraphQLSchema, source: string): ReadDocument {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length > 0 ? { ok: false, errors } : { ok: true, document, missing: missingFields(schema, document) };
  } catch (problem) {
    if (problem instanceof GraphQLError) return { ok: false, errors: [problem] };
    throw problem;
  }
}

function missingFields(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const missing = new Set<string>();
  const types = new TypeInfo(schema);
  const look = visitWithTypeInfo(types, {
    Field: (node) => {
      const parent = types.getParentType();
      if (!isObjectType(parent) || node.name.value.startsWith('__')) return;
      const fields = fieldsOfType(parent.name);
      if (fields !== undefined && fields[node.name.value] === undefined)
        missing.add(`${parent.name}.${node.name.value}`);
    },
  });
  visit(document, look);
  return [...missing];
}

/** The root fields of the operation that is to run, in order, fragments included. */
export function rootFields(document: DocumentNode, operationName: string | undefined): readonly RootField[] {
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operations.find((node) => operationName === undefined || node.name?.value === operationName);
  return operation === undefined ? [] : fieldsIn(document, operation.selectionSet);
}

function fieldsIn(document: DocumentNode, set: SelectionSetNode): readonly RootField[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [{ field: node.name.value, alias: node.alias?.value ?? node.name.value }];
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, node.selectionSet);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(document, fragment.selectionSet) : [];
  });
}
