// Who we are, as GitHub says.
import type { Self } from '../../core/brain.ts';
import type { AppGateway } from '../github/port.ts';

/** Asked once; a failure is not remembered. `trusted`: accounts beside our own whose cards may be believed. */
export function identityOf(appGateway: AppGateway, trusted: readonly number[]): () => Promise<Self> {
  let known: Self | null = null;
  return async () => {
    if (known !== null) return known;
    const { botId, login } = await appGateway.identity();
    known = { botId, botIds: [botId, ...trusted], login };
    return known;
  };
}
