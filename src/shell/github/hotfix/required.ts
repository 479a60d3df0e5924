// Which checks a branch requires, and of whom: rulesets and branch protection, as everybody may read them who may read the repository.
import * as z from 'zod';
import type { Listed, RequiredCheck } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { nextPage, PER_PAGE } from '../pages.ts';
import { GitHubRefused } from '../port.ts';
import { listedBy, together } from './listed.ts';

const Rules = z.array(z.object({ type: z.string(), parameters: z.unknown().optional() }));
const CheckRule = z.object({
  required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.number().nullish() })),
});

const Branch = z.object({
  protected: z.boolean(),
  protection: z.object({
    required_status_checks: z
      .object({
        contexts: z.array(z.string()).default([]),
        checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).default([]),
      })
      .nullish(),
  }),
});

/** Two requests, side by side: one needs `metadata`, the other `contents` to read. `rules`: how those of rulesets are read, where it is another way. */
export async function requiredChecks(
  client: Client,
  place: Place,
  branch: string,
  rules: () => Promise<Listed<RequiredCheck>> = () => byRules(client, place, branch),
): Promise<Listed<RequiredCheck>> {
  const [byRulesets, protection] = await Promise.all([
    listedBy(rules),
    listedBy(() => byProtection(client, place, branch)),
  ]);
  return together(byRulesets, protection);
}

/** https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch */
async function byRules(client: Client, place: Place, branch: string): Promise<Listed<RequiredCheck>> {
  try {
    const asked = { ...place, branch, per_page: PER_PAGE };
    const answer = await client.get('GET /repos/{owner}/{repo}/rules/branches/{branch}', asked);
    const rules = Rules.parse(answer.data).filter(({ type }) => type === 'required_status_checks');
    const checks = rules.flatMap(({ parameters }) => CheckRule.parse(parameters).required_status_checks);
    const items = checks.map((one) => required(one.context, one.integration_id));
    return { items, lacks: nextPage(answer) === null ? null : 'more' };
  } catch (error) {
    // Where the plan has no rules for a private repository, there are none.
    if (error instanceof GitHubRefused && /^Upgrade to GitHub/i.test(error.message)) return { items: [], lacks: null };
    throw error;
  }
}

/** https://docs.github.com/en/rest/branches/branches#get-a-branch */
async function byProtection(client: Client, place: Place, branch: string): Promise<Listed<RequiredCheck>> {
  const { data } = await client.get('GET /repos/{owner}/{repo}/branches/{branch}', { ...place, branch });
  const { contexts = [], checks = [] } = Branch.parse(data).protection.required_status_checks ?? {};
  const named = new Set(checks.map(({ context }) => context));
  const others = contexts.filter((context) => !named.has(context));
  const items = [
    ...checks.map((one) => required(one.context, one.app_id)),
    ...others.map((name) => required(name, null)),
  ];
  return { items, lacks: null };
}

/** GitHub writes -1 where any source counts. */
export function required(name: string, app: number | null | undefined): RequiredCheck {
  return { name, app: app == null || app < 0 ? null : app };
}
