// Who the app is, asked of GitHub once.
import type { Self } from '../../core/brain.ts';
import type { AppGateway } from '../github/port.ts';

/** Who we are, asked once; a failure is not remembered. */
export function identityOf(appGateway: AppGateway, trusted: readonly number[]): () => Promise<Self> {
  let known: Self | null = null;
  return async () => {
    if (known !== null) return known;
    const { botId, login } = await appGateway.identity();
    known = { botId, botIds: [botId, ...trusted], login };
    return known;
  };
}
