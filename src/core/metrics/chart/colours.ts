// Colours of the charts, for GitHub's light and dark. Each page has a background of its own, so that a reader whose system is dark and whose GitHub is light can read it too.

/** Severities from the worst on; more than these share the last. */
export const LEVEL_CLASSES = ['l0', 'l1', 'l2', 'l3', 'l4'] as const;

const light = {
  page: '#ffffff', rim: '#d1d9e0', text: '#1f2328', muted: '#59636e', grid: '#e6eaef', bar: '#0969da', soft: '#b6d4fb',
  l0: '#cf222e', l1: '#e16f24', l2: '#d4a72c', l3: '#54aeff', l4: '#8c959f',
}; // biome-ignore format: a table

const dark = {
  page: '#0d1117', rim: '#3d444d', text: '#f0f6fc', muted: '#9198a1', grid: '#262c36', bar: '#58a6ff', soft: '#1f4b87',
  l0: '#f85149', l1: '#f0883e', l2: '#d29922', l3: '#388bfd', l4: '#656c76',
}; // biome-ignore format: a table

type Colours = Readonly<Record<keyof typeof light, string>>;

/** What is left alone (an old viewer without style) is in the colour of the text around it. */
export const style = [
  'text { font: 12px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: currentColor }',
  '.title { font-weight: 600; font-size: 14px }',
  '.small { font-size: 11px }',
  rules(light),
  `@media (prefers-color-scheme: dark) { ${rules(dark)} }`,
].join('\n');

function rules(colours: Colours): string {
  const fills = LEVEL_CLASSES.map((name) => `.${name} { fill: ${colours[name]} }`);
  return [
    `svg { color: ${colours.text} }`,
    `.page { fill: ${colours.page}; stroke: ${colours.rim} }`,
    `text.muted { fill: ${colours.muted} }`,
    `.grid { stroke: ${colours.grid} } .range { stroke: ${colours.soft}; stroke-width: 6; stroke-linecap: round }`,
    `.bar { fill: ${colours.bar} } .soft { fill: ${colours.soft} } .track { fill: ${colours.grid} }`,
    ...fills,
  ].join(' ');
}
