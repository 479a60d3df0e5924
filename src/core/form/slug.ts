/** Field keys as GitHub derives them from labels: Rails' `parameterize` (docs: syntax for GitHub's form schema, common validation errors). */

/** Letters that Unicode does not take apart, as Rails' transliteration has them. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Æ: 'AE',
    æ: 'ae',
    Ø: 'O',
    ø: 'o',
    Đ: 'D',
    đ: 'd',
    Ð: 'D',
    ð: 'd',
    Þ: 'Th',
    þ: 'th',
    ß: 'ss',
    Ł: 'L',
    ł: 'l',
    Œ: 'OE',
    œ: 'oe',
    ı: 'i',
  }),
);

/** A label as a slug: `What's broken?` → `what-s-broken`. May be empty, and two labels may share one. */
export function slug(label: string): string {
  const plain = Array.from(label.normalize('NFKD').replace(/\p{M}/gu, ''), (char) => LETTERS.get(char) ?? char).join(
    '',
  );
  const parts = plain.split(/[^A-Za-z0-9_-]+/).join('-');
  return parts.replace(/-{2,}/g, '-').replace(/^-|-$/g, '').toLowerCase();
}
