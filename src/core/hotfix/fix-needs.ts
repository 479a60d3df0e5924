// What the policy may ask of the pull request of a proper fix beside tests and a review (`S002-27` to `S002-29`), and the words by which its text says so.

/** In the order in which they are told. */
export const fixNeeds = [
  'cause',
  'reproduction-test',
  'staging',
  'monitoring',
  'rollback-plan',
  'temporary-fixes',
  'documentation',
] as const;
export type FixNeed = (typeof fixNeeds)[number];

/** Those that the text says behind a label; `temporary-fixes` is seen in the change itself. */
export const fixLabels = {
  cause: 'Cause addressed',
  'reproduction-test': 'Reproduction test',
  staging: 'Tested in staging',
  monitoring: 'Watched by',
  'rollback-plan': 'Rollback plan',
  documentation: 'Documentation',
} as const satisfies Readonly<Record<Exclude<FixNeed, 'temporary-fixes'>, string>>;
