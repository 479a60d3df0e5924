// The room a job works in: folders that are there for this job alone, and the environment of a runner, with nothing of the sandbox's own.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of one job. */
export type Room = {
  readonly root: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly tools: string;
  /** Marks its processes, so that none outlives the job. */
  readonly mark: string;
};

/** Makes the folders; `repository` is its name, after which the workspace is called twice, as on GitHub. */
export async function makeRoom(repository: string): Promise<Room> {
  const root = await mkdtemp(join(tmpdir(), 'firebreak-runner-'));
  const workspace = join(root, 'work', repository, repository);
  const [temp, home, tools] = [join(root, 'work', '_temp'), join(root, 'home'), join(root, 'tools')];
  for (const folder of [workspace, temp, home, tools]) await mkdir(folder, { recursive: true });
  return { root, workspace, temp, home, tools, mark: root };
}

/** Removes all of it. */
export function clearRoom(room: Room): Promise<void> {
  return rm(room.root, { recursive: true, force: true, maxRetries: 3 });
}

/** How the mark stands in the environment of a process. */
export function markOf(room: Room): string {
  return `RUNNER_TRACKING_ID=${room.mark}`;
}

/** The variables that describe a runner. Of the machine's own environment only `PATH` is in it. */
export function runnerEnvironment(room: Room): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: room.home,
    TMPDIR: room.temp,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_NAME: 'Sandbox 1',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: room.temp,
    RUNNER_TOOL_CACHE: room.tools,
    RUNNER_WORKSPACE: join(room.workspace, '..'),
    RUNNER_TRACKING_ID: room.mark,
    GITHUB_WORKSPACE: room.workspace,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** The `runner` context. */
export function runnerContext(room: Room): Readonly<Record<string, string>> {
  const environment = runnerEnvironment(room);
  const names = ['name', 'os', 'arch', 'temp', 'tool_cache', 'environment'];
  return Object.fromEntries(names.map((name) => [name, environment[`RUNNER_${name.toUpperCase()}`] ?? '']));
}
