/** The one resolver of all fields: looks the field up by the type of its object, and says by name what is not implemented. */
import type { GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import { Refusal } from '../state/refusal.ts';
import { failureOf, notImplemented } from './failure.ts';
import { mutationFields } from './mutations/index.ts';
import { fieldsByTag } from './resolvers/index.ts';
import { queryFields } from './resolvers/query.ts';
import { loginOf } from './rights.ts';
import { type Args, type Context, type Fields, isThing } from './things.ts';

/** Resolves any field; refusals of the store become errors in GitHub's words. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = async (source, args, context, info) => {
  const name = `${info.parentType.name}.${info.fieldName}`;
  try {
    return await read(source, info.parentType.name, info.fieldName)(args, context, name);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    throw failureOf(problem, loginOf(context.actor.user), info.fieldName);
  }
};

/** The concrete type of a tagged value, or of a plain one that names it. */
export const resolveType: GraphQLTypeResolver<unknown, Context> = (value) => {
  if (isThing(value)) return value.typeName;
  const isNamed = typeof value === 'object' && value !== null && '__typename' in value;
  return isNamed && typeof value.__typename === 'string' ? value.__typename : undefined;
};

/** The fields of a type that stands for a value, of `Query` or of `Mutation`; undefined for types made of plain objects, or not implemented at all. */
export function fieldsOfType(typeName: string): Fields<never> | undefined {
  if (typeName === 'Query') return queryFields;
  if (typeName === 'Mutation') return mutationFields;
  const tables: Readonly<Record<string, Fields<never>>> = fieldsByTag;
  return tables[typeName];
}

type Read = (args: Args, context: Context, name: string) => unknown;

function read(source: unknown, typeName: string, fieldName: string): Read {
  const tag = isThing(source) ? source.tag : typeName;
  const resolver = fieldsOfType(tag)?.[fieldName];
  const value = isThing(source) ? source.value : source;
  // The tag was set beside its value (things.ts), so the table's type is the value's.
  if (resolver !== undefined) return (args, context) => resolver(value as never, args, context);
  if (!isThing(source) && typeof source === 'object' && source !== null && fieldName in source)
    return () => (source as Readonly<Record<string, unknown>>)[fieldName];
  return (_args, _context, name) => {
    throw notImplemented(name);
  };
}
