/** An issue form as values: what its fields are, how GitHub writes them into an issue, and what was read back. */
import type { RanksElsewhere } from './ranks-elsewhere.ts';
import type { Element } from './schema.ts';

/** One box of a `checkboxes` element; its label is raw Markdown. */
export interface CheckboxOption {
  readonly label: string;
  readonly required: boolean;
}

/** What every field has: `key` is its id, or its label as GitHub slugs it; `heading` is the label as Markdown reads it back. */
interface FieldBase {
  readonly key: string;
  readonly label: string;
  readonly heading: string;
  readonly required: boolean;
}

/** A field of a form. `other` is a type that GitHub may have added since; its text is taken as it stands. */
export type FormField = FieldBase &
  (
    | { readonly type: 'input' | 'other' }
    | { readonly type: 'textarea'; readonly render: string | null }
    | { readonly type: 'dropdown'; readonly options: readonly string[]; readonly multiple: boolean }
    | { readonly type: 'checkboxes'; readonly options: readonly CheckboxOption[] }
  );

/** A form: its fields in the order in which GitHub writes them, and the elements of the file that they come from. */
export interface Form {
  readonly name: string;
  readonly fields: readonly FormField[];
  readonly elements: readonly Element[];
  /** What an answer means that is another shipped runbook's; absent = nothing is known of others. */
  readonly ranksElsewhere?: RanksElsewhere;
}

/** A fault of a form file; lines and columns are 1-based. GitHub rejects a file with an error and takes one with a warning. */
export interface FormFileProblem {
  readonly line: number;
  readonly column: number;
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

/** One box as it stands in an issue. */
export interface Tick {
  readonly label: string;
  readonly checked: boolean;
}

/** What a field holds in an issue; a field without an answer is null, `[]`, or boxes that are all unticked. */
export type FieldValue =
  | { readonly type: 'input' | 'textarea' | 'other'; readonly value: string | null }
  | { readonly type: 'dropdown'; readonly value: string | null | readonly string[] }
  | { readonly type: 'checkboxes'; readonly value: readonly Tick[] };

export type FieldProblemCode =
  | 'not-this-form'
  | 'required-missing'
  | 'conflict'
  | 'unknown-option'
  | 'checkbox-missing'
  | 'unclosed-fence'
  | 'unclosed-html';

/** A fault of an issue's body against its form; `field` is the key of the field, null when it is about the whole. */
export interface FieldProblem {
  readonly code: FieldProblemCode;
  readonly field: string | null;
  readonly message: string;
}

/** The form's own words as one text: what of an issue stands there was not written by its author. */
export function wordsOf({ fields }: Form): string {
  return `${JSON.stringify(fields)}\n`;
}
