// Every event and permission the app asks for, and what for: the manifest is held to this table, and the table to the code, by a test.

export type Need = { readonly name: string; readonly why: string };
export type PermissionNeed = Need & {
  readonly access: 'read' | 'write';
  /** Operations of REST (`method path`) and fields of GraphQL that need it. */
  readonly uses: readonly string[];
};

/** Installation events come to every app without being asked for; they are stored as ignored. */
export const needs = {
  events: [
    { name: 'issues', why: 'an incident is an issue: opened, labelled, edited, closed, locked, moved.' },
    { name: 'issue_comment', why: 'commands are comments, and the status card is one.' },
  ],
  permissions: [
    {
      name: 'issues',
      access: 'write',
      why: 'it reads incidents, comments on them, keeps labels, title, assignee and the pinned status card.',
      uses: [],
    },
    { name: 'contents', access: 'read', why: 'it reads the policy and the form from the default branch.', uses: [] },
    {
      name: 'members',
      access: 'read',
      why: 'it checks whether somebody is in a team that the policy names; team mentions need it too.',
      uses: [],
    },
    {
      name: 'metadata',
      access: 'read',
      why: 'every app has it: repositories, and what somebody may do in them.',
      uses: [],
    },
  ],
} as const satisfies { readonly events: readonly Need[]; readonly permissions: readonly PermissionNeed[] };
