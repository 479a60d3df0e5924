// Asks GitHub now and then who the app is: whether its credentials are good, and whether it was granted what the code uses.
import type { Log } from '../../shell/engine/log.ts';
import { needs } from '../needs.ts';

/** What GitHub says of the app (`GET /app`). */
export type AppSeen = { readonly permissions: Readonly<Record<string, string>>; readonly events: readonly string[] };

/** `refused`: GitHub does not take the credentials. `unreachable`: it did not say. */
export type Asked =
  /** `ahead`: by how many seconds our clock is ahead of GitHub's; absent: it did not say. */
  | { readonly kind: 'known'; readonly app: AppSeen; readonly ahead?: number }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

export type CredentialCheck = {
  /** Asks once; resolves when the answer is in. */
  check(): Promise<void>;
  /** Null when the credentials are good, as far as is known; else why they are not. */
  problem(): string | null;
  stop(): void;
};

/** Between two checks when all is well, and when it is not. */
const WELL = 5 * 60 * 1000;
const UNWELL = 10 * 1000;

/** Checks in the background from the first `check` on. Credentials that were good stay so while GitHub is away. */
export function createCredentialCheck(ask: () => Promise<Asked>, log: Log): CredentialCheck {
  let problem: string | null = 'GitHub was not asked yet.';
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const check = async () => {
    const asked = await ask();
    const next = judge(asked, problem);
    if (next !== problem) log(next === null ? 'info' : 'error', 'credentials', next ?? 'GitHub takes the credentials.');
    problem = next;
    if (asked.kind === 'known') for (const text of missing(asked.app)) log('warn', 'not-granted', text);
    if (asked.kind === 'known') tellSkew(asked.ahead ?? 0, log);
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void check(), problem === null ? WELL : UNWELL);
    timer.unref();
  };
  return {
    check,
    problem: () => problem,
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Seconds: the header that tells GitHub's time has whole ones, and an answer is a moment under way. */
const SKEW = 5;

/** A clock that is ahead pages early, one that is behind late: nothing else shows it. */
function tellSkew(ahead: number, log: Log): void {
  if (Math.abs(ahead) <= SKEW) return;
  const which = ahead > 0 ? 'ahead of' : 'behind';
  const text = `This machine's clock is ${Math.abs(Math.round(ahead))} s ${which} GitHub's, so what is due comes ${ahead > 0 ? 'early' : 'late'}. Synchronise it (NTP).`;
  log('warn', 'clock-skew', text, { seconds: Math.round(ahead) });
}

function judge(asked: Asked, before: string | null): string | null {
  switch (asked.kind) {
    case 'known':
      return null;
    case 'refused':
      return `GitHub does not take the app's credentials: ${asked.why}`;
    case 'unreachable':
      return before === null ? null : `GitHub cannot be reached: ${asked.why}`;
  }
}

const strength: readonly string[] = ['none', 'read', 'write', 'admin'];

/** What the installed app lacks of what the code uses: that feature is off until somebody accepts it (F-32). */
export function missing(app: AppSeen): readonly string[] {
  const lacks = (name: string, wanted: string) =>
    strength.indexOf(app.permissions[name] ?? 'none') < strength.indexOf(wanted);
  return [
    ...needs.permissions
      .filter(({ name, access }) => lacks(name, access))
      .map(({ name, access, why }) => `The app lacks the permission "${name}: ${access}": ${why}`),
    ...needs.events
      .filter(({ name }) => !app.events.includes(name))
      .map(({ name, why }) => `The app is not subscribed to "${name}": ${why}`),
  ];
}
