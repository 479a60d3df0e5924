// A real Chromium for tests, which is gone when the test is, in any case.
import { type Browser, type BrowserContextOptions, type BrowserServer, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** An open browser. Each page has its own cookies and storage. */
export type OpenBrowser = {
  readonly page: (options?: BrowserContextOptions) => Promise<Page>;
  /** Ends it by its process id if it does not end by itself. */
  readonly close: () => Promise<void>;
};

/** As root and in containers Chromium has no sandbox of its own; its pages here are this project's. */
const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none', '--no-pings'];

/** Starts it; rejects with what to do when there is no Chromium. */
export async function openBrowser(): Promise<OpenBrowser> {
  const { executable, env } = findChromium();
  const server = await chromium.launchServer({
    executablePath: executable,
    args: flags,
    env: { ...definedOnly(process.env), ...env },
  });
  const browser = await chromium.connect(server.wsEndpoint()).catch(async (problem) => {
    await end(server);
    throw problem;
  });
  return {
    page: async (options = {}) =>
      (await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB', ...options })).newPage(),
    close: () => close(browser, server),
  };
}

async function close(browser: Browser, server: BrowserServer): Promise<void> {
  try {
    await browser.close();
    await server.close();
  } finally {
    await end(server);
  }
}

async function end(server: BrowserServer): Promise<void> {
  const { exitCode, signalCode } = server.process();
  if (exitCode === null && signalCode === null) await server.kill();
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
