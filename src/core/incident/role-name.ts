// What a role is called where the policy has no title for it.

/** Roles that every incident knows, by their ids. */
const names: Readonly<Record<string, string>> = { sme: 'SME', ceo: 'CEO', cto: 'CTO' };

/** The name of a role: of one that everybody knows, else its id with a capital and blanks. */
export function roleName(id: string): string {
  const known = Object.hasOwn(names, id) ? names[id] : undefined;
  if (known !== undefined) return known;
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The title that the policy gives a role, else its name. */
export function roleTitle(roles: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return roles.find((role) => role.id === id)?.title ?? roleName(id);
}
