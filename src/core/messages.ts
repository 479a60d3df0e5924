// Every text that people read, as a template name and its data. The words are in templates/messages/<template>.md.hbs.

/** Markdown of our own making (command examples, instants, names the policy or GitHub validated): printed as it is. */
export type Trusted = { readonly trusted: string };

/** Values a template may print. A bare string is somebody's text: the renderer makes it inert (INV-15). */
export type MessageValue = string | number | boolean | null | Trusted | readonly MessageValue[] | MessageData;
export type MessageData = { readonly [name: string]: MessageValue };

/** Names of the templates; a contract test holds them to the files. */
export const templates = ['card', 'due', 'reply'] as const;
export type TemplateName = (typeof templates)[number];

/** `mentions` are the only handles the text may notify (`@login` or `@org/team`), already chosen by policy. */
export type Message = {
  readonly template: TemplateName;
  readonly data: MessageData;
  readonly mentions: readonly string[];
};

/** Marks Markdown of our own making. Never for anything a person typed. */
export function trusted(text: string): Trusted {
  return { trusted: text };
}

/** What a reply to one comment consists of; several commands in a comment share one reply. */
export type ReplyPart =
  | {
      readonly refusal: {
        readonly command: Trusted;
        readonly happened: MessageValue;
        readonly expected: MessageValue;
        readonly next: MessageValue;
      };
    }
  | { readonly window: { readonly until: Trusted; readonly length: Trusted; readonly open: readonly MessageValue[] } }
  | { readonly notClosed: { readonly open: readonly MessageValue[] } }
  | { readonly help: MessageData }
  | { readonly dryRun: { readonly command: Trusted; readonly would: readonly MessageValue[] } }
  | { readonly said: { readonly text: MessageValue } };
