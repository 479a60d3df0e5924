// Who: roles and the people who fill them, contacts, authority.
import * as z from 'zod';
import { permissions } from '../../facts.ts';
import { handle, id, line, lines, login, section, team, thing } from './keys.ts';

export const people = z
  .record(z.string().min(1).max(60), z.array(handle).max(50))
  .refine((roles) => Object.keys(roles).length <= 60, 'expected at most 60 roles')
  .default({})
  .describe(
    'Who the roles are: `oncall: ["@acme/on-call"]`. An unmapped role is never mentioned. At most ten for a role: a page mentions ten in all, so name a team where there are more.',
  );

export const role = thing({
  id: id.describe('What `/role` and `people` name.'),
  title: line.describe('How it is called.'),
  duties: lines.default([]).describe('What whoever has it does; shown to them when they take it.'),
  required: z.boolean().default(false).describe('The card says so while nobody fills it.'),
  handoff: lines.default([]).describe('How the role is handed over, step by step (`/handoff`).'),
});

export const contact = thing({
  id: id.describe('The role. Its people are the primary contact; those of `<id>-backup` the backup.'),
  title: line.describe('How the role is called in the table.'),
  primary: line.nullable().default(null).describe('How the primary is reached, where it is no GitHub account.'),
  backup: line.nullable().default(null).describe('How the backup is reached, likewise.'),
  has_backup: z.boolean().default(true).describe('`false`: there is no backup, and the table says `-`.'),
});

const grant = section({
  roles: z
    .array(z.enum(permissions))
    .max(10)
    .default([])
    .describe('Repository roles. A custom role counts as the one it is based on.'),
  custom_roles: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default([])
    .describe('Custom repository roles of the organisation, by name, of whoever has access to the repository.'),
  users: z
    .array(login)
    .max(50)
    .default([])
    .describe(
      'Logins, with `@` or without. They count while GitHub says that the account has a role in the repository, `read` at least.',
    ),
  teams: z.array(team).max(20).default([]).describe('`organisation/team`, without `@`.'),
  apps: z
    .array(z.number().int().positive())
    .max(50)
    .default([])
    .describe(
      'GitHub Apps, by numeric id: their bots, and what they write for a person. Bots of others are not listened to.',
    ),
});

const rule = section({
  commands: z
    .array(
      z.string().regex(/^[a-z]+(?: [a-z0-9][a-z0-9_-]{0,39})?$/, 'expected the name of a command without its slash'),
    )
    .min(1)
    .max(60)
    .describe(
      'The commands it is about, without their slash; `run failover` is about one action, which needs `run` as well.',
    ),
  levels: z
    .array(z.string().min(1).max(30))
    .max(20)
    .default([])
    .describe(
      'Only at these levels; empty: at all. `/severity` is judged by the level it leaves and the one it leads to.',
    ),
  statuses: z.array(z.string().min(1).max(40)).max(20).default([]).describe('Only in these statuses; empty: in all.'),
  who: grant.describe('Who may: any one of these is enough.'),
});

export const authority = section({
  declare: grant
    .prefault({ roles: ['write', 'maintain', 'admin'] })
    .describe('Who declares an incident; others report one.'),
  respond: grant.prefault({ roles: ['write', 'maintain', 'admin'] }).describe('Who commands.'),
  override: grant.prefault({ roles: ['maintain', 'admin'] }).describe('Who overrides a gate with `--force`.'),
  rules: z
    .array(rule)
    .max(50)
    .default([])
    .describe(
      'Who may give certain commands: in place of `respond`. Of several rules those with the most conditions count, and any one of these is enough.',
    ),
});
