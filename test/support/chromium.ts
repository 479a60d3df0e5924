// Where a Chromium is: the one CHROME_PATH names, the one from npm (Linux x64), or an installed Chrome.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEmojiFont } from './emoji-font.ts';

/** A Chromium to start, with what its environment needs. */
export type Chromium = { readonly executable: string; readonly env: Readonly<Record<string, string>> };

/** Where Chrome usually is on machines for which npm has no Chromium. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
];

/** Finds it, unpacking the one from npm the first time. Throws with what to do when there is none. */
export function findChromium(): Chromium {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executable: named, env: {} };
    throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium();
  const installed = usualPlaces.find((path) => existsSync(path));
  if (installed !== undefined) return { executable: installed, env: {} };
  throw new Error(
    `The browser tests need a Chromium, and npm has none for ${process.platform} ${process.arch}. Install Chrome, or set CHROME_PATH.`,
  );
}

/** `@sparticuz/chromium` reuses any older binary that it finds, so each version gets a folder of its own, and appears there whole. */
function unpackedChromium(): Chromium {
  const home = join(tmpdir(), 'firebreak-tests');
  const folder = join(home, `chromium-${versionOf('@sparticuz/chromium')}`);
  if (!existsSync(folder)) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    const unfinished = mkdtempSync(`${folder}.`);
    unpack(unfinished);
    settle(unfinished, folder);
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((path) => path !== '');
  return {
    executable: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries.join(delimiter), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** In a process of its own, because the package reads and changes the environment; this variable makes it unpack its libraries too. */
function unpack(folder: string): void {
  const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { PATH: process.env['PATH'], TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  installEmojiFont(join(folder, 'fonts'));
}

/** The first of several runs that unpack at once wins. */
function settle(unfinished: string, folder: string): void {
  writeFileSync(join(unfinished, 'fonts.conf'), fontconfig(folder));
  try {
    renameSync(unfinished, folder);
  } catch (problem) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw problem;
  }
}

/** The fonts that came with Chromium, the emoji, and the machine's own behind them. */
function fontconfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>Noto Color Emoji</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family><family>Noto Color Emoji</family></prefer></alias>
</fontconfig>
`;
}

function versionOf(name: string): string {
  const path = fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url));
  return String(JSON.parse(readFileSync(path, 'utf8')).version);
}
