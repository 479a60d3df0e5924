// What a workflow file says of being started by hand, as far as it matters to whoever starts it.
import { parseDocument } from 'yaml';
import * as z from 'zod';

/** An input: whether it must be given, and what may be. */
export type DispatchInput = {
  readonly name: string;
  readonly demanded: boolean;
  readonly options: readonly string[] | null;
};
export type Dispatch = { readonly inputs: readonly DispatchInput[] | null; readonly runName: string };

const Input = z
  .looseObject({
    required: z.boolean().optional(),
    default: z.unknown().optional(),
    type: z.string().optional(),
    options: z.array(z.unknown()).optional(),
  })
  .nullable();
const File = z.looseObject({
  'run-name': z.string().default(''),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
});
const On = z.looseObject({ inputs: z.record(z.string(), Input).nullish() }).nullable();

/** `inputs` null: it cannot be started by hand. Null: it is no workflow file that can be read. */
export function dispatchOf(text: string): Dispatch | null {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) return null;
  const file = File.safeParse(document.toJS({ maxAliasCount: 100 })).data;
  return file === undefined ? null : { inputs: inputsIn(file.on), runName: file['run-name'] };
}

function inputsIn(on: z.infer<typeof File>['on']): readonly DispatchInput[] | null {
  if (typeof on === 'string') return on === 'workflow_dispatch' ? [] : null;
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? [] : null;
  if (!Object.hasOwn(on, 'workflow_dispatch')) return null;
  const inputs = On.safeParse(on['workflow_dispatch']).data?.inputs ?? {};
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    demanded: input?.required === true && (input.default ?? null) === null,
    options: input?.type === 'choice' ? (input.options ?? []).map(String) : null,
  }));
}

/** The files of the repository's own scripts that a workflow calls. */
export function scriptsIn(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const found = lines.flatMap((line) =>
    /\[\[ -f /.test(line) ? [] : [...line.matchAll(/\bbash (\.github\/deploy\/[\w-]+)/g)],
  );
  return [...new Set(found.flatMap(([, path]) => path ?? []))];
}
