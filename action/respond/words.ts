// Events and outcomes as people call them.
import { codeSpan } from '../../src/core/markdown/quoted.ts';
import { handledBy } from './handled-by.ts';

type Acted = { readonly action: unknown; readonly sender: { readonly login: unknown } | null };

/** Markdown, of which nothing does anything. */
export function eventInWords(name: string, event: unknown): string {
  const { action, sender } = (event ?? {}) as Partial<Acted>;
  const what = typeof action === 'string' ? `${name} ${action}` : name;
  return typeof sender?.login === 'string' ? `${codeSpan(what)} by ${codeSpan(sender.login)}` : codeSpan(what);
}

const words: Readonly<Record<string, string>> = {
  done: 'done',
  'ignored:no-command': 'nothing to do: no line of it is a command',
  'ignored:edits-never-run': 'nothing to do: edits never run',
  'ignored:not-an-incident': 'nothing to do: the issue is no incident',
  'ignored:plain-issue': 'nothing to do: the issue is no incident',
  'ignored:pull-request': 'nothing to do: it is said in a pull request',
  'ignored:not-ours': 'nothing to do: nothing of it is for Firebreak',
  'ignored:seen': 'nothing to do: it was handled before',
  'ignored:older': 'nothing to do: it was handled before, or something newer was',
  'ignored:own': 'nothing to do: Firebreak did it itself',
  'ignored:closed': 'nothing to do: the incident is closed',
  'ignored:no-issue': 'nothing to do: the issue is gone',
};

/** Without a full stop. */
export function outcomeInWords(outcome: string): string {
  const [, action] = /^ignored:for-([a-z-]+)$/.exec(outcome) ?? [];
  if (action !== undefined) return `nothing to do here: the Action \`${action}\` handles it${whenOf(action)}`;
  if (outcome.startsWith('refused')) return 'refused: the answer in the incident says why, and what to write instead';
  return words[outcome] ?? (outcome.startsWith('ignored:') ? 'nothing to do' : outcome);
}

function whenOf(action: string): string {
  return action === handledBy['schedule'] ? ', in a run of its own for each incident' : '';
}
