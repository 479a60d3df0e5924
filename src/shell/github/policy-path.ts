// Where a repository keeps its policy.

/** The organisation's is under the same path in its repository `.github`. */
export const POLICY_PATH = '.github/firebreak.yml';
