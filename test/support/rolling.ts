// An incident after a bad deployment: what its repository was deployed before.

import { quietPast, type RecentPast } from '../../src/core/mitigation/recent-past.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { clock, deployment } from '../core/mitigation/deployments.ts';
import * as build from './builders.ts';
import { Model } from './model.ts';

/** The minute of `clock` at which the incident is declared. */
export const now = Math.round((Date.parse(build.T0) - Date.parse(clock(0))) / 60_000);

/** Versions `d`, `c`, `b`, `a` went live twelve minutes before it is declared, and an hour before each other. */
export const deployed: RecentPast = {
  ...quietPast,
  branch: 'main',
  deployments: ['d', 'c', 'b', 'a'].map((letter, index) => deployment(letter, now - 12 - index * 60)),
};

/** Declared, with symptoms since ten minutes ago. `level`: its label. */
export function afterDeployment(
  level = 'P0',
  policy: Policy = build.aPolicy(),
  comparison: Model['comparison'] = {},
  elsewhere: Model['elsewhere'] = [],
): Model {
  const model = new Model({ body: `Started: ${clock(now - 10)}`, labelled: ['incident', level] }, policy);
  model.past = deployed;
  model.comparison = comparison;
  model.elsewhere = elsewhere;
  model.open();
  return model;
}

/** Runs that decisions have asked to be started. */
export function startsOf(model: Model) {
  return model.decisions.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'dispatch');
}
