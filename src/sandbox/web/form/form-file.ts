// An issue form file as the values a page needs (docs: syntax for issue forms, syntax for GitHub's form schema).
import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';

const Validations = z.object({ required: z.boolean().default(false) }).prefault({});
const Told = z.object({ label: z.string(), description: z.string().default('') });
const Option = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const Markdown = z.object({ type: z.literal('markdown'), attributes: z.object({ value: z.string() }) });
const Input = z.object({
  type: z.literal('input'),
  id: z.string().optional(),
  attributes: Told.extend({ placeholder: z.string().default(''), value: z.string().default('') }),
  validations: Validations,
});
const Textarea = z.object({
  type: z.literal('textarea'),
  id: z.string().optional(),
  attributes: Input.shape.attributes.extend({ render: z.string().optional() }),
  validations: Validations,
});
const Dropdown = z.object({
  type: z.literal('dropdown'),
  id: z.string().optional(),
  attributes: Told.extend({
    options: z.array(Option).min(1),
    multiple: z.boolean().default(false),
    default: z.number().int().min(0).optional(),
  }),
  validations: Validations,
});
const Checkboxes = z.object({
  type: z.literal('checkboxes'),
  id: z.string().optional(),
  attributes: Told.extend({
    options: z.array(z.object({ label: z.string(), required: z.boolean().default(false) })).min(1),
  }),
});

const Names = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(',').map((name) => name.trim())),
]);
const FormFile = z.object({
  name: z.string(),
  description: z.string(),
  title: z.string().default(''),
  labels: Names.default([]),
  body: z.array(z.discriminatedUnion('type', [Markdown, Input, Textarea, Dropdown, Checkboxes])).min(1),
});

/** An element of a form that asks something. `name` is what its fields are called in the page and in prefilling addresses. */
export type Question = Exclude<z.infer<typeof FormFile>['body'][number], { type: 'markdown' }> & {
  readonly name: string;
};
/** An element of a form. */
export type Element = z.infer<typeof Markdown> | Question;

/** A form: how it is listed, what an issue made with it begins with, and what it asks, in order. */
export type IssueForm = {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly elements: readonly Element[];
};

/** Reads a form file; a file that GitHub would not take either is said in words. Assignees, projects and type of a form are not applied here. */
export function readForm(file: string, text: string): IssueForm | { readonly problem: string } {
  const read = FormFile.safeParse(yamlOf(text));
  if (!read.success) return { problem: `${file} is no issue form: ${z.prettifyError(read.error)}` };
  const { name, description, title, labels, body } = read.data;
  const elements = body.map((element, index) =>
    element.type === 'markdown' ? element : { ...element, name: element.id ?? `question-${index + 1}` },
  );
  return { file, name, description, title, labels, elements };
}

function yamlOf(text: string): unknown {
  try {
    const value: unknown = parse(text, { maxAliasCount: 100 });
    return value;
  } catch (problem) {
    if (problem instanceof YAMLParseError) return problem.message;
    throw problem;
  }
}

/** The elements that ask something. */
export function questionsOf(form: IssueForm): readonly Question[] {
  return form.elements.filter((element) => element.type !== 'markdown');
}
