// `npm start`: reads the environment, then opens the app or, without credentials, the set-up page.
import { existsSync, readFileSync } from 'node:fs';
import { type Config, readConfig } from './config/config.ts';
import { printProblems } from './config/problem.ts';
import { createRedact } from './log/redact.ts';
import { tellParent } from './parent.ts';

/** For wrong use, as the command line has it. */
const WRONG = 2;

/** Probot's set-up page writes `.env`; what the environment already says wins. */
function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

async function start(config: Config): Promise<void> {
  if (config.mode === 'app') {
    const { startApp } = await import('./start-app.ts');
    return startApp(config);
  }
  const { openSetUp } = await import('./set-up.ts');
  const { port, stop } = await openSetUp(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(0)));
  }
  tellParent({ type: 'set-up', port });
}

/** A start that failed says why in one line; causes with secrets in them are not shown. */
function fail(error: unknown): void {
  const secrets = Object.entries(process.env).flatMap(([name, value]) =>
    /KEY|SECRET|TOKEN|URL/.test(name) && value ? [value] : [],
  );
  console.error(
    `Firebreak cannot start: ${createRedact(secrets)(error instanceof Error ? error.message : String(error))}`,
  );
  process.exit(1);
}

loadDotEnv();
const reading = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
if (reading.ok) {
  await start(reading.config).catch(fail);
} else {
  console.error(printProblems(reading.problems));
  process.exitCode = WRONG;
}
