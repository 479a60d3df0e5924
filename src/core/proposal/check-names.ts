// The checks that say what a pull request proposes, as branch rules require them.

/** Of the postmortems that it adds or changes. */
export const POSTMORTEM_CHECK = 'firebreak / postmortem';

/** Of the policy, where it changes that. */
export const POLICY_CHECK = 'firebreak / policy';
