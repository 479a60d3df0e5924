// Every text that people read, as a template name and its data. The words are in templates/messages/<template>.md.hbs.

/** Markdown of our own making (command examples, instants, names the policy or GitHub validated): printed as it is. */
export type Trusted = { readonly trusted: string };

/** A message inside another one, printed as its own template renders it. */
export type Embedded = { readonly embedded: Message };

/** Values a template may print. A bare string is somebody's text: the renderer makes it inert (INV-15). */
export type MessageValue =
  | string
  | number
  | boolean
  | null
  | Trusted
  | Embedded
  | readonly MessageValue[]
  | MessageData;
export type MessageData = { readonly [name: string]: MessageValue };

/** Names of the templates; a contract test holds them to the files. Those with a dot are a kind in a runbook's wording. */
export const templates = [
  'action',
  'amended',
  'call',
  'card',
  'catalogue',
  'changes',
  'drill',
  'drill-score',
  'due',
  'evidence',
  'follow-up',
  'marker',
  'freeze',
  'handoff',
  'hotfix',
  'hotfix-pull',
  'intake',
  'notice',
  'operation',
  'page',
  'plan',
  'postmortem',
  'postmortem-index',
  'postmortem-pull',
  'probes',
  'redeployed',
  'verification',
  'reply',
  'share',
  'all-clear.github',
  'channel.github',
  'external.sev',
  'findings.github',
  'handoff.commander',
  'handoff.sev',
  'initial.commander',
  'initial.github',
  'internal.emergency',
  'resolution.commander',
  'resolution.github',
  'update.commander',
  'update.github',
  'update.sev',
  'user.emergency',
  'user.sev',
  'user.standard',
] as const;
export type TemplateName = (typeof templates)[number];

/** A team's own text of a template (`messages/team-templates.ts`): `source` is its file. */
export type Override = { readonly source: string; readonly text: string };

/** `mentions` are the only handles the text may notify (`@login` or `@org/team`), already chosen by policy. */
export type Message = {
  readonly template: TemplateName;
  readonly data: MessageData;
  readonly mentions: readonly string[];
  /** It is said in a drill, and begins with that; absent: it is not. */
  readonly drill?: true;
  /** Absent: in our words. Where it cannot be used, ours are, and the message says so. */
  readonly override?: Override;
};

/** Marks Markdown of our own making. Never for anything a person typed. */
export function trusted(text: string): Trusted {
  return { trusted: text };
}

/** The value that prints a message inside another one. */
export function embedded(message: Message): Embedded {
  return { embedded: message };
}

/** What a reply to one comment consists of; several commands in a comment share one reply. */
export type ReplyPart =
  | {
      readonly refusal: {
        readonly command: Trusted;
        /** Which line of the comment it was; null when there is no other. */
        readonly where: Trusted | null;
        readonly happened: MessageValue;
        readonly expected: MessageValue;
        readonly next: MessageValue;
        readonly open: readonly MessageData[];
        readonly copy: Trusted | null;
      };
    }
  | {
      readonly window: {
        readonly until: Trusted;
        readonly length: Trusted;
        readonly open: readonly MessageData[];
        /** What ticks of it what will hold `/resolve`; null when nothing does. */
        readonly copy: Trusted | null;
      };
    }
  | {
      readonly stillOpen: {
        readonly status: MessageValue;
        readonly open: readonly MessageData[];
        readonly copy: Trusted | null;
      };
    }
  /** What the runbook says when the watching of a fix begins, or when it is over: put in words when all commands of the comment are done. */
  | { readonly announce: 'watched' | 'over' }
  | { readonly announced: Embedded }
  /** What a rollback or an action will do, or what can be done. */
  | { readonly plan: Embedded }
  /** What the runbook says to customers, folded, to be copied to where they read it. */
  | { readonly forCustomers: { readonly text: Embedded } }
  | {
      readonly notClosed: {
        readonly open: readonly MessageData[];
        readonly copy: Trusted | null;
      };
    }
  | { readonly help: MessageData }
  | { readonly onCall: MessageData }
  /** What the installation lacks. */
  | { readonly readiness: MessageData }
  | {
      readonly dryRun: {
        readonly command: Trusted;
        readonly would: readonly MessageValue[];
        readonly does: readonly MessageValue[];
      };
    }
  | {
      readonly policy: {
        readonly current: MessageValue;
        readonly offered: MessageValue;
        readonly changes: readonly MessageValue[];
        readonly more: number;
        readonly accepted: boolean;
        /** The default branch's differs in who is reached and who may act only, and that holds already. */
        readonly peopleOnly: boolean;
        /** Why the file on the default branch is not in force; null when it is. */
        readonly broken: MessageValue;
      };
    }
  | {
      readonly duties: {
        readonly title: MessageValue;
        readonly login: Trusted;
        readonly items: readonly MessageValue[];
      };
    }
  /** The one part that mentions somebody: a handoff must reach the person it is to. */
  | {
      readonly handoff: {
        readonly to: string;
        readonly mention: Trusted;
        readonly from: Trusted;
        /** Who led until now, when it is not the one who hands over. */
        readonly instead: Trusted | null;
        readonly brief: Embedded;
        readonly steps: readonly MessageData[];
        readonly duties: readonly MessageValue[];
        readonly title: MessageValue;
      };
    }
  | { readonly said: { readonly text: MessageValue } };
