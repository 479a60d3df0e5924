// Workflow commands with what people wrote in them: whatever it is, it ends no command and begins none.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions

/** `::name key=value,…::message`, one line. The runner turns the escapes back. */
export function command(
  name: 'error' | 'warning' | 'notice' | 'add-mask',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${data(message)}`;
}

/** A line of the log that is none, whatever it tells of: the runner finds the old form (`##[name]`) anywhere in a line. */
export function plainLine(text: string): string {
  return text.replace(/\s*[\r\n\u0085\u2028\u2029\v\f]+\s*/g, ' ').replaceAll('##[', '## [');
}

/** The signs that the runner itself gives a meaning to, and the other ends of lines that something on the way may know. */
const BREAKS = /[%\r\n\u0085\u2028\u2029\v\f]/g;

function data(text: string): string {
  return text.replace(BREAKS, escaped);
}

function property(text: string): string {
  return data(text).replace(/[:,]/g, escaped);
}

/** Beyond `%`, CR and LF (and in properties `:` and `,`) the runner knows no escape: what else breaks lines becomes a blank. */
function escaped(sign: string): string {
  if (!'%\r\n:,'.includes(sign)) return ' ';
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
