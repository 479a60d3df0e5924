// What is published, and where to: the inputs of the Action. Throws in words.

/** What can be published. */
export const kinds = ['index', 'feed', 'metrics'] as const;
export type Kind = (typeof kinds)[number];

/** `out`: a folder of the runner; `branch`: one of the repository. `folder` ends in a slash. */
export type PublishInputs = {
  readonly what: ReadonlySet<Kind>;
  readonly to: { readonly out: string } | { readonly branch: string };
  /** Where the numbers are. */
  readonly folder: string;
  readonly environment: string;
  readonly app: string | null;
  readonly key: string | null;
};

export function publishInputs(env: NodeJS.ProcessEnv): PublishInputs {
  return {
    what: whatIn(env['INPUT_WHAT'] ?? ''),
    to: toIn((env['INPUT_OUT'] ?? '').trim(), (env['INPUT_BRANCH'] ?? '').trim()),
    folder: folderIn((env['INPUT_METRICS-FOLDER'] ?? '').trim() || 'reports/metrics'),
    environment: (env['INPUT_ENVIRONMENT'] ?? '').trim() || 'production',
    app: env['INPUT_APP']?.trim() || null,
    key: env['INPUT_KEY']?.trim() || null,
  };
}

function whatIn(text: string): ReadonlySet<Kind> {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  if (names.includes('status-page'))
    throw new Error(
      'what holds `status-page`. There is no status page to be published yet; index, feed and metrics are expected. Take it out',
    );
  const found = names.map((name) => kinds.find((kind) => kind === name) ?? unknown(name));
  return new Set(found.length === 0 ? kinds : found);
}

function unknown(name: string): never {
  throw new Error(`what holds ${JSON.stringify(name.slice(0, 40))}. Of ${kinds.join(', ')} some are expected`);
}

function toIn(out: string, branch: string): PublishInputs['to'] {
  if ((out === '') === (branch === ''))
    throw new Error('Either `out` (a folder of the runner) or `branch` is expected, and one of them only');
  if (branch === '')
    return { out: isPlain(out) ? out : wrong('out', out, 'A folder below the workspace, such as site') };
  const isBranch = /^[\w][\w./-]{0,199}$/.test(branch) && !/\.\.|\/\/|\.lock(?:\/|$)|[./]$/.test(branch);
  return { branch: isBranch ? branch : wrong('branch', branch, 'The name of a branch, such as incident-pages') };
}

function folderIn(text: string): string {
  if (!isPlain(text) || text.startsWith('.github/'))
    return wrong('metrics-folder', text, 'A folder, such as reports/metrics');
  return `${text.replace(/\/+$/, '')}/`;
}

/** Relative, and it leads nowhere else. */
function isPlain(path: string): boolean {
  const parts = path.replace(/\/+$/, '').split('/');
  return /^[\w./ -]{1,200}$/.test(path) && parts.every((part) => !['', '.', '..', '.git'].includes(part));
}

function wrong(name: string, text: string, expected: string): never {
  throw new Error(`${name} is ${JSON.stringify(text.slice(0, 60))}. ${expected}, is expected`);
}
