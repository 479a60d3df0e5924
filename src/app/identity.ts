// Who the app is, asked of GitHub once; until GitHub answers, deliveries are taken as if nothing were our own, and the engine sorts them out.
import { type Log, messageOf } from '../shell/engine/log.ts';
import type { AppGateway } from '../shell/github/port.ts';
import type { IntakeSelf } from '../shell/payloads/reading.ts';

/** Between two attempts. */
const AGAIN = 5_000;

/** No account has this id. */
const NOBODY = 0;

export type Identity = {
  /** Asks, and goes on asking in the background; resolves after the first attempt, however it ended. */
  learn(): Promise<void>;
  self(): IntakeSelf;
  stop(): void;
};

/** `trustedBotIds` are accounts beside our own whose comments may be cards. */
export function createIdentity(
  gateway: Pick<AppGateway, 'identity'>,
  given: { readonly appId: number; readonly trustedBotIds: readonly number[] },
  log: Log,
): Identity {
  const { appId, trustedBotIds } = given;
  let self: IntakeSelf = { botId: NOBODY, botIds: trustedBotIds, appId };
  let timer: NodeJS.Timeout | null = null;
  let told = '';
  const learn = async () => {
    try {
      const { botId, login } = await gateway.identity();
      self = { botId, botIds: [botId, ...trustedBotIds], appId };
      log('info', 'identity', `We are ${login}.`, { appId, botId });
    } catch (error) {
      const text = `GitHub does not say who we are: ${messageOf(error)}`;
      if (text !== told) log('warn', 'identity', text);
      told = text;
      timer = setTimeout(() => void learn(), AGAIN);
      timer.unref();
    }
  };
  return {
    learn,
    self: () => self,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
