// A text as part of a name: lower case, in the letters and digits that names of branches and channels have.
import { slug } from './form/slug.ts';

/** Words of letters, digits and underscores between single hyphens, lower case, at most `longest` characters. Empty where nothing of it can be said so. */
export function slugWords(text: string, longest: number): string {
  const whole = slug(text)
    .toLowerCase()
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  return whole.slice(0, Math.max(0, longest)).replace(/-+$/, '');
}
