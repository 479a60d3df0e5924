// What `action/tick` takes and tells, as plain values.

/** An incident that has something to be done, or had; `due`: when that was due, in seconds since then where it is known. */
export type Row = { readonly number: number; readonly lateSeconds: number | null };

/** `outcome` null: all were looked at. `unread`: incidents that could not be looked at now. `note`: the outcome in words, where it is not plain. */
export type Report = {
  readonly looked: number;
  readonly rows: readonly Row[];
  readonly unread: number;
  readonly outcome: string | null;
  readonly note?: string;
};

/** The input `incident`; null when it is empty. Throws in words. */
export function incidentIn(env: NodeJS.ProcessEnv): number | null {
  const text = (env['INPUT_INCIDENT'] ?? '').trim();
  if (text === '') return null;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new Error(
    `incident is ${JSON.stringify(text.slice(0, 40))}. The number of an issue is expected, such as 12, or nothing`,
  );
}

const minutes = (seconds: number): string => (seconds < 60 ? 'less than a minute' : `${Math.floor(seconds / 60)} min`);

/** A matrix has so many jobs at most, and with more none of them begins. https://docs.github.com/en/actions/reference/limits */
const MOST_JOBS = 256;

/** People come before the clock, and of what it has made due the latest. */
function mostUrgentFirst(rows: readonly Row[]): readonly Row[] {
  const urgency = ({ lateSeconds }: Row) => lateSeconds ?? Number.MAX_SAFE_INTEGER;
  return rows.toSorted((a, b) => urgency(b) - urgency(a));
}

/** For the log, the summary of the job, and the outputs. */
export function tickInWords({ looked, rows, unread, outcome, note }: Report): {
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly failure: string;
} {
  const late = Math.max(0, ...rows.map(({ lateSeconds }) => lateSeconds ?? 0));
  const all = `${rows.length} of ${looked} incidents have something due or unread`;
  const said = note ?? outcome ?? all;
  const now = mostUrgentFirst(rows).slice(0, MOST_JOBS);
  const left = rows.length - now.length;
  const more = left === 0 ? '' : `${left} more are left for the next run: one takes ${MOST_JOBS} at most`;
  const lines = now.map(
    ({ number, lateSeconds }) => `| #${number} | ${lateSeconds === null ? 'unread' : minutes(lateSeconds)} |`,
  );
  const table = rows.length === 0 ? '' : ['', '| Incident | Late by |', '|---|---|', ...lines].join('\n');
  return {
    log: `Firebreak: ${said}${note === undefined ? `; late by ${minutes(late)}` : ''}${more === '' ? '' : `. ${more}`}`,
    summary: `**Firebreak**: ${said}.${more === '' ? '' : ` ${more}.`}\n${table}`,
    outputs: {
      incidents: JSON.stringify(now.map(({ number }) => number)),
      'late-seconds': String(late),
      outcome: outcome ?? '',
    },
    failure: `${unread} of ${looked} incidents could not be looked at now`,
  };
}
