// Messages to Markdown. People's text is made inert before a template sees it (INV-15).
import { inert } from '../../core/markdown/inert.ts';
import type { Embedded, Message, MessageData, MessageValue, Trusted } from '../../core/messages.ts';
import { print } from './print.ts';
import { inTeamWords } from './team/in-team-words.ts';
import type { Printable } from './team/words.ts';
import { type Tree, treeOf } from './tree.ts';

/** The text of a message. Never throws for a team's template: where that cannot be used, ours is, and says why. */
export type RenderMessage = (message: Message) => string;

/** Prints the templates, strictly: a name that the data lacks is an error. Each is read when it is first needed; throws on one that is none. */
export function createMessageRenderer(templates: Readonly<Record<string, string>>): RenderMessage {
  const treeFor = reader(templates);
  const renderMessage: RenderMessage = ({ template, data, override }) => {
    const tree = treeFor(template);
    const printable = safe(data, renderMessage);
    const own = override === undefined ? null : inTeamWords(override, printable);
    if (own?.text !== undefined) return own.text;
    const ours = print(tree, printable).trim();
    return own === null ? ours : `${ours}\n\n<sub>${inert(own.problem)}</sub>`;
  };
  return (message) => (message.drill === true ? `${DRILL_LINE}\n\n${renderMessage(message)}` : renderMessage(message));
}

function reader(templates: Readonly<Record<string, string>>): (name: string) => Tree {
  const read = new Map<string, Tree>();
  return (name) => {
    const text = templates[name];
    if (text === undefined) throw new Error(`There is no message template ${name}.`);
    const tree = read.get(name) ?? treeOf(text);
    read.set(name, tree);
    return tree;
  };
}

/** The first words of everything that is said in a drill. */
const DRILL_LINE = '🧪 **DRILL**: practice, nothing is broken.';

function safe(value: MessageValue, render: RenderMessage): Printable {
  if (typeof value === 'string') return inert(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((inner) => safe(inner, render));
  if (isTrusted(value)) return value.trusted;
  if (isEmbedded(value)) return render(value.embedded);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, safe(inner, render)]));
}

function isList(value: MessageValue): value is readonly MessageValue[] {
  return Array.isArray(value);
}

function isTrusted(value: object): value is Trusted {
  return 'trusted' in value && typeof value.trusted === 'string';
}

function isEmbedded(value: Embedded | MessageData): value is Embedded {
  return 'embedded' in value;
}
