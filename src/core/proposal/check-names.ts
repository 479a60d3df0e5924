// The check that says what a pull request proposes, as branch rules require it.

/** Of the postmortems that it adds or changes. */
export const POSTMORTEM_CHECK = 'firebreak / postmortem';
