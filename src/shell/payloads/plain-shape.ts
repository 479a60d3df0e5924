// Whether a payload has the shape of `schema.ts` beyond doubt, in code that is there at once: the schemas take longer to load than most events take to be passed over.
import type { CommentPayload, IssuesPayload } from './schema.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const whole: Check = (value) => Number.isSafeInteger(value);
const anything: Check = () => true;

/** As GitHub writes times of issues and comments, to the second in UTC; another way to write one is left to the schema. */
const when: Check = (value) => {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().replace('.000Z', 'Z') === value;
};

const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function having(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const found = new Map<string, unknown>(Object.entries(value));
    return checks.every(([name, check]) => check(found.get(name)));
  };
}

const account = having({ id: whole, login: text, node_id: text, type: (value) => value === undefined || text(value) });
const appMark = having({ id: maybe(whole), name: maybe(text) });
const former = maybe(having({ from: maybe(text) }));

const common = {
  action: text,
  issue: having({
    node_id: text,
    number: whole,
    title: text,
    body: maybe(text),
    user: maybe(account),
    labels: maybe(list(having({ name: text }))),
    created_at: when,
    updated_at: when,
    closed_at: maybe(when),
    performed_via_github_app: maybe(appMark),
    pull_request: anything,
  }),
  repository: having({ id: whole, name: text, owner: having({ login: text }) }),
  sender: maybe(account),
  installation: maybe(having({ id: whole })),
};

const issues = having({
  ...common,
  label: maybe(having({ name: text })),
  changes: maybe(having({ title: former, body: former })),
  comment: (value) => value === undefined,
});

const comment = having({
  ...common,
  changes: maybe(having({ body: former })),
  comment: having({
    id: whole,
    node_id: text,
    body: maybe(text),
    user: maybe(account),
    created_at: when,
    updated_at: when,
    performed_via_github_app: maybe(appMark),
  }),
});

/** False where it is not sure: the schema then decides. */
export function isPlainIssues(payload: unknown): payload is IssuesPayload {
  return issues(payload);
}

/** As above. */
export function isPlainComment(payload: unknown): payload is CommentPayload {
  return comment(payload);
}
