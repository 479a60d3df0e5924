import { describe, expect, test } from 'vitest';
import { candidatesIn } from '../../../src/core/mitigation/candidates.ts';
import {
  type FailedRun,
  type MergedPull,
  quietPast,
  type RecentPast,
} from '../../../src/core/mitigation/recent-past.ts';
import { type Suspect, type Symptoms, suspectsIn } from '../../../src/core/mitigation/suspects.ts';
import { clock, deployment, shaOf } from './deployments.ts';
import { type Outage, recordedOutages } from './outages.ts';

const outages = recordedOutages().map(([name, outage]) => ({
  name,
  outage,
  suspects: suspectsIn(outage.past, symptomsOf(outage)),
}));

function symptomsOf({ incident: { onset, title, services, environments } }: Outage): Symptoms {
  return { onset, title, services, environment: environments[0] ?? 'production' };
}

/** Where the true culprit stands, from 1; 0 where it is not named. Of an outage that no change caused: 1 when none is named. */
function placeOf({ culprit, alsoRight }: Outage, suspects: readonly Suspect[]): number {
  if (culprit === null) return suspects.length === 0 ? 1 : 0;
  return (
    suspects.findIndex(({ kind, key }) => [culprit, ...alsoRight].some((one) => one.kind === kind && one.key === key)) +
    1
  );
}

describe('ten recorded outages, written without knowing the rules', () => {
  test('the first three suspects contain the culprit in at least nine, or say that it is none of the changes', () => {
    const places = Object.fromEntries(outages.map(({ name, outage, suspects }) => [name, placeOf(outage, suspects)]));
    const right = Object.values(places).filter((place) => place >= 1 && place <= 3);
    expect(outages).toHaveLength(10);
    expect(right.length, JSON.stringify(places)).toBeGreaterThanOrEqual(9);
  });

  test('also where only the change itself counts, and not what brought it about', () => {
    const places = outages.map(({ outage, suspects }) => placeOf({ ...outage, alsoRight: [] }, suspects));
    expect(places.filter((place) => place >= 1 && place <= 3).length, String(places)).toBeGreaterThanOrEqual(9);
  });

  test('"none of these" is an answer, given where no change caused it and nowhere else', () => {
    const none = outages.filter(({ suspects }) => suspects.length === 0);
    expect(none.map(({ name }) => name)).toEqual(['09-expired-certificate']);
    expect(none.every(({ outage }) => outage.culprit === null)).toBe(true);
  });

  test('naming the three newest changes would do worse: they are no outages that any rule finds', () => {
    const places = outages.map(({ outage }) => {
      const newest = candidatesIn(outage.past, symptomsOf(outage).environment).toSorted((a, b) =>
        a.at < b.at ? 1 : -1,
      );
      return placeOf(
        outage,
        newest.map((one) => ({ ...one, fit: 0, reasons: [] })),
      );
    });
    expect(places.filter((place) => place >= 1 && place <= 3).length).toBeLessThan(9);
    expect(outages.filter(({ outage }, index) => outage.culprit !== null && places[index] === 1).length).toBeLessThan(
      5,
    );
  });
});

const nothing = quietPast;
const symptoms: Symptoms = { onset: clock(300), environment: 'production', services: [], title: '' };

function pull(number: number, minute: number, rest: Partial<MergedPull> = {}): MergedPull {
  const url = `https://github.com/octo-org/shop/pull/${number}`;
  return {
    number,
    title: `Change ${number}`,
    by: 'developer-1',
    at: clock(minute),
    sha: shaOf('p'),
    url,
    files: ['src/a.ts'],
    changedLines: 5,
    ...rest,
  };
}

function named(past: Partial<RecentPast>, of: Partial<Symptoms> = {}): readonly string[] {
  return suspectsIn({ ...nothing, ...past }, { ...symptoms, ...of }).map(({ kind, key }) => `${kind} ${key}`);
}

describe('suspects', () => {
  test.each<[string, Partial<RecentPast>, Partial<Symptoms>, readonly string[]]>([
    [
      'are ordered by how shortly before the symptoms they were done',
      { deployments: [deployment('a', 200), deployment('b', 290)] },
      {},
      ['deployment 290', 'deployment 200'],
    ],
    [
      'may be under way when the symptoms begin',
      { deployments: [deployment('a', 301, ['in_progress'])] },
      {},
      ['deployment 301'],
    ],
    [
      'may be some minutes later than somebody guessed',
      { deployments: [deployment('a', 306)] },
      {},
      ['deployment 306'],
    ],
    ['are none a quarter of an hour later', { deployments: [deployment('a', 318)], pulls: [pull(1, 316)] }, {}, []],
    ['are none a day before', { deployments: [deployment('a', 300 - 24 * 60)] }, {}, []],
    [
      'are none in another environment',
      { deployments: [deployment('a', 290, ['success'], { environment: 'staging' })] },
      {},
      [],
    ],
    [
      'may be in a part of the environment',
      { deployments: [deployment('a', 290, ['success'], { environment: 'production-database' })] },
      {},
      ['deployment 290'],
    ],
    [
      'that name the broken service come first',
      { deployments: [deployment('a', 280, ['success'], { ref: 'checkout-v2' }), deployment('b', 290)] },
      { services: ['checkout'] },
      ['deployment 280', 'deployment 290'],
    ],
    ['are the merged pull requests where nothing is deployed', { pulls: [pull(1, 295)] }, {}, ['pull 1']],
    [
      'are not the pull requests apart that a deployment brought',
      {
        pulls: [pull(1, 280)],
        deployments: [deployment('a', 100), deployment('b', 290)],
        brought: { 290: [shaOf('p')] },
      },
      {},
      ['deployment 290', 'deployment 100'],
    ],
    [
      'are not those of documentation and tests, an hour before',
      { pulls: [pull(1, 240, { files: ['docs/a.md', 'src/a.test.ts'] })] },
      {},
      [],
    ],
    [
      'are failed runs of what touches the service, and hardly those that look at code',
      { failedRuns: [run(1, 'Lint'), run(2, 'Migrate database')] },
      {},
      ['run 2'],
    ],
  ])('%s', (_name, past, of, expected) => {
    expect(named(past, of)).toEqual(expected);
  });

  test('are not named by a service whose name is in every sentence', () => {
    const past = { ...quietPast, pulls: [pull(1, 290, { title: 'Tidy the footer', files: ['web/footer.ts'] })] };
    for (const service of ['DB', 'UI', 'Production'])
      expect(suspectsIn(past, { ...symptoms, services: [service] })[0]?.reasons).toEqual([
        'done 10 minutes before the symptoms began',
      ]);
  });

  test('say why, with the pull requests that they brought', () => {
    const past = {
      ...nothing,
      pulls: [pull(7, 280, { title: 'Rework checkout' })],
      deployments: [deployment('a', 100), deployment('b', 290)],
    };
    const [first] = suspectsIn(past, { ...symptoms, services: ['checkout'] });
    expect(first?.reasons).toEqual([
      'done 10 minutes before the symptoms began',
      'it names `checkout`',
      'it brought #7',
    ]);
  });

  describe('say that a deployment changed only documentation and tests', () => {
    const brought = (commits: readonly string[], pulls: readonly MergedPull[]) =>
      suspectsIn(
        {
          ...nothing,
          pulls,
          deployments: [deployment('a', 100), deployment('b', 290)],
          brought: { 290: [...commits] },
        },
        symptoms,
      ).find(({ key }) => key === '290')?.reasons;
    const prose = pull(7, 280, { files: ['docs/a.md', 'src/a.test.ts'] });
    const says = 'it changed only documentation and tests';

    test('where each commit is of a pull request of which every file is known, merged or squashed', () => {
      expect(brought([shaOf('p')], [prose])).toContain(says);
      const merge = { ...prose, commits: [shaOf('q'), shaOf('r')], changedFiles: 2 };
      expect(brought([shaOf('p'), shaOf('r'), shaOf('q')], [merge])).toContain(says);
    });

    test.each<[string, readonly string[], readonly MergedPull[]]>([
      ['a commit was pushed past the pull requests', [shaOf('p'), shaOf('q')], [prose]],
      ['more files changed than were read', [shaOf('p')], [{ ...prose, changedFiles: 3 }]],
      ['a text file says what is installed', [shaOf('p')], [{ ...prose, files: ['requirements.txt'] }]],
      ['a text file says how it is built', [shaOf('p')], [{ ...prose, files: ['docs/a.md', 'CMakeLists.txt'] }]],
      ['a database is filled from fixtures', [shaOf('p')], [{ ...prose, files: ['fixtures/plans.json'] }]],
    ])('and not where %s', (_name, commits, pulls) => {
      expect(brought(commits, pulls)).not.toContain(says);
    });

    test('and not where nobody knows what it brought', () => {
      const past = { ...nothing, pulls: [prose], deployments: [deployment('a', 100), deployment('b', 290)] };
      expect(suspectsIn(past, symptoms)[0]?.reasons).toEqual([
        'done 10 minutes before the symptoms began',
        'it brought #7',
      ]);
    });
  });

  test('say that a rollout failed', () => {
    const [first] = suspectsIn(
      { ...nothing, deployments: [deployment('a', 290, ['failure', 'in_progress'])] },
      symptoms,
    );
    expect(first?.reasons).toContain('it failed, perhaps half way');
  });
});

function run(id: number, workflow: string): FailedRun {
  return {
    id,
    workflow,
    branch: 'main',
    sha: shaOf('r'),
    at: clock(280),
    conclusion: 'failure',
    url: `https://github.com/octo-org/shop/actions/runs/${id}`,
  };
}
