// What a check run is told of a pull request, as GitHub takes it: annotations on lines, fifty to a request, and a summary.

/** GitHub takes so many annotations with one request, and adds those of later ones (REST, check runs). */
export const MOST_ANNOTATIONS = 50;

/** More are on no line: nobody corrects so many in one go, and each fifty are a request. */
export const MOST_ON_LINES = 1000;

/** GitHub takes so many bytes of a message and of a summary; of titles 255 characters. */
const LONGEST_MESSAGE = 64_000;
export const LONGEST_SUMMARY = 65_000;

/** An annotation in GitHub's words. Columns only where it is on one line. `raw_details`: what may stand there instead. */
export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number;
  readonly end_column: number;
  readonly annotation_level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly raw_details?: string;
};

/** `neutral`: not all of it could be looked at, and nothing else is wrong. `batches`: annotations of one request each; none where nothing was found. */
export type CheckOutput = {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly batches: readonly (readonly Annotation[])[];
};

/** Those that fail it first, as GitHub shows few; the first thousand. */
export function inBatches(annotations: readonly Annotation[]): CheckOutput['batches'] {
  const isError = ({ annotation_level: level }: Annotation) => level === 'failure';
  const sorted = annotations.toSorted((a, b) => Number(isError(b)) - Number(isError(a))).slice(0, MOST_ON_LINES);
  const starts = Array.from({ length: Math.ceil(sorted.length / MOST_ANNOTATIONS) }, (_, at) => at * MOST_ANNOTATIONS);
  return starts.map((start) => sorted.slice(start, start + MOST_ANNOTATIONS));
}

/** A message of so many bytes of UTF-8, and no half character at its end. */
export function messageOf(text: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= LONGEST_MESSAGE) return text;
  const bytes = encoder.encode(text).slice(0, LONGEST_MESSAGE - 3);
  return `${new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')}…`;
}

/** The parts as one text, or where GitHub does not take that much the short one. */
export function summaryOf(parts: readonly string[], short: readonly string[]): string {
  const whole = parts.join('\n\n');
  return new TextEncoder().encode(whole).length <= LONGEST_SUMMARY ? whole : short.join('\n\n');
}
