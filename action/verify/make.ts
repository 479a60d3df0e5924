// Has checks made, and says what came of them.
import type { AskedCheck } from '../../src/core/mitigation/asked-check.ts';
import { createChecker } from '../../src/shell/checks/checker.ts';
import type { Verify } from './inputs.ts';
import { type Made, type Told, told } from './told.ts';

/** Whoever names an address may have it asked on the Internet; inside of the runner's network only who writes the workflow says what. */
export async function make(checks: readonly AskedCheck[], { inside, ...settings }: Verify): Promise<Told> {
  const open = checks.flatMap(({ url }) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : []));
  const answers = await createChecker({ open, inside }, settings).ask(checks, new AbortController().signal);
  const made = checks.flatMap((check, at): readonly Made[] => {
    const answer = answers[at];
    return answer === undefined ? [] : [{ check, answer }];
  });
  return told(made);
}
