// Every text that people read, as a template name and its data. The words are in templates/messages/<template>.md.hbs.

/** Values a template may print. Text of people is marked by the shell's one escape function when it is rendered. */
export type MessageData = { readonly [name: string]: MessageValue };
export type MessageValue = string | number | boolean | null | readonly MessageValue[] | MessageData;

/** Names of the templates; a contract test holds them to the files. */
export const templates = [
  'card',
  'page',
  'update-due',
  'monitoring-over',
  'refusal',
  'reply',
  'help',
  'late',
  'reopened-by-hand',
] as const;
export type TemplateName = (typeof templates)[number];

/** `mentions` are the only handles the text may notify (`@login` or `@org/team`), already chosen by policy. */
export type Message = {
  readonly template: TemplateName;
  readonly data: MessageData;
  readonly mentions: readonly string[];
};
