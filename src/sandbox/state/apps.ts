// GitHub Apps, their installations, the tokens that speak for somebody, and the log of webhook deliveries.

/** Permission names to levels, as in an app's manifest. */
export type Permissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

/** The app's one webhook. An empty url sends nothing. */
export type HookConfig = {
  readonly url: string;
  readonly secret: string;
  readonly contentType: 'json';
  readonly insecureSsl: '0' | '1';
};

/** A registered app. `userId` is its bot. */
export type App = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: number;
  readonly userId: number;
  readonly clientId: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly hookId: number;
  readonly hook: HookConfig;
  /** PEM, PKCS#8. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly createdAt: string;
};

/** An app installed on an account; `repositoryIds` null means all repositories of it. */
export type Installation = {
  readonly id: number;
  readonly appId: number;
  readonly accountId: number;
  readonly repositoryIds: readonly number[] | null;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly suspendedAt: string | null;
  readonly suspendedById: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** A credential. Installation tokens live for an hour of real time, not of the sandbox's clock. */
export type Token =
  | { readonly kind: 'user'; readonly token: string; readonly userId: number }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly installationId: number;
      readonly permissions: Permissions;
      readonly repositoryIds: readonly number[] | null;
      /** Real time, milliseconds since the epoch. */
      readonly expiresAt: number;
    };

/** One attempt to deliver one event to one app, as the delivery log keeps it. */
export type Delivery = {
  readonly id: number;
  readonly guid: string;
  readonly appId: number;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly action: string | null;
  readonly url: string;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  readonly duration: number;
  /** What GitHub calls it: `OK`, `Internal Server Error`, `timed out`, `failed to connect to host`. */
  readonly status: string;
  /** 0 where no answer came. */
  readonly statusCode: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
};
