/** Reads arguments of fields and mutations; the schema has checked their types, so a wrong one is a fault of the resolver. */
import type { Args } from './things.ts';

/** A text that the schema requires. */
export function text(args: Args, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new TypeError(`${name} is not a text`);
  return value;
}

/** A text, or undefined when absent or null. */
export function optionalText(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** A number, or undefined. */
export function optionalNumber(args: Args, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

/** A list of texts, or undefined when absent or null. */
export function optionalTexts(args: Args, name: string): readonly string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** A list of input objects; empty when absent. */
export function objects(args: Args, name: string): readonly Args[] {
  const value = args[name];
  return Array.isArray(value) ? value.map((one: object) => ({ ...one })) : [];
}

/** An input object; empty when absent. */
export function object(args: Args, name: string): Args {
  const value = args[name];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
