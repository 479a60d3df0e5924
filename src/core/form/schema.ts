/** An issue form file as it may be written; only what is needed to read issues, the rest is left to `check-form-file`. */
import * as z from 'zod';

/** Attributes of an element; which of them count depends on its type. Options may be wrongly written as other scalars. */
export const Attributes = z.looseObject({
  label: z.string().optional(),
  description: z.unknown().optional(),
  value: z.string().optional(),
  render: z.union([z.string(), z.boolean()]).optional(),
  multiple: z.boolean().optional(),
  options: z.array(z.unknown()).optional(),
});

/** One element of the body. */
export const Element = z.looseObject({
  type: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  attributes: Attributes.nullish(),
  validations: z.looseObject({ required: z.boolean().optional() }).nullish(),
});
export type Element = z.infer<typeof Element>;

/** The file. */
export const FormFile = z.looseObject({
  name: z.string().optional(),
  body: z.array(Element),
});
export type FormFile = z.infer<typeof FormFile>;

/** One box as somebody wrote it, whatever is wrong in it. */
export const BoxFile = z.looseObject({ label: z.unknown(), required: z.unknown() }).partial();

/** One box of a `checkboxes` element. */
export const CheckboxFile = z.looseObject({ label: z.string(), required: z.boolean().optional() });
