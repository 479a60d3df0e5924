// What is owed after a hotfix, as people see it: the issues under the incident's, and the lines of the card.
import { askHotfix, type Laned, type Pull, push, ready, reviewed, tested } from './lane.ts';
import type { Story } from './story.ts';
import { readAll } from './visible.ts';

export type SubIssue = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly assignees: readonly { readonly login: string }[];
};

/** The issues under the incident's, oldest first. */
export async function owedIssues({ story, issue }: Laned): Promise<readonly SubIssue[]> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/issues/${issue}/sub_issues`);
  return data as readonly SubIssue[];
}

/** A hotfix that was asked for, pushed to, tested, approved and merged by itself. */
export async function mergedHotfix(laned: Laned, content = 'retry\n'): Promise<Pull> {
  const { story } = laned;
  const pull = await askHotfix(laned, 'Retry the payment client');
  const head = await push(story, pull, content);
  await ready(story, pull);
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  return pull;
}

/** Somebody closes an issue, or opens it again. */
export async function moves(
  { story, issue }: Laned,
  who: 'responder' | 'commander' | 'lead',
  number: number,
  state: 'open' | 'closed',
): Promise<void> {
  await story.api(who, 'PATCH', `/repos/acme/shop/issues/${number}`, { state });
  await story.settle();
  await readAll(story, issue);
}

/** A list of the card, by its title; without it. */
export async function owedOn(story: Story, issue: number, title: string): Promise<readonly string[]> {
  const [, behind = ''] = (await story.card(issue)).split(`**${title}:**`);
  const lines: string[] = [];
  for (const line of behind.split('\n').slice(1)) {
    if (line.trim() !== '' && !line.startsWith('- ')) break;
    if (line.startsWith('- ')) lines.push(line.slice(2));
  }
  return lines;
}
