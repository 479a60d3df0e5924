// A team's own templates: read with the policy from the default branch, used where they are sound, told on the card where not.
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';

const folder = '/repos/acme/shop/contents/.github/firebreak/templates';

/** Commits a template as a lead does, to the default branch unless another is named. */
async function commit(story: Story, name: string, text: string | Buffer, branch?: string): Promise<void> {
  const body = { message: `Say ${name} in our words`, content: Buffer.from(text).toString('base64') };
  const { status } = await story.api('lead', 'PUT', `${folder}/${name}`, branch === undefined ? body : { ...body, branch });
  expect(status).toBe(201);
} // biome-ignore format: one thought a line

describe('a team’s own template', () => {
  let story: Story;
  afterEach(() => story.end());

  test('on the default branch: the next page is in its words, mentions whom the policy calls and nobody else', async () => {
    story = await startStory();
    await commit(story, 'initial.github.md.hbs', '🔥 {{summary}} ({{level}}), ask @visitor\n\n[Follow]({{link}})\n');
    await story.declare();
    const page = await story.nextComment();
    expect(page).toContain('🔥 Production down (P0), ask @\u200bvisitor');
    expect(page).toMatch(/\[Follow\]\(http\S+\/issues\/\d+\)/);
    expect(page).toMatch(/^@/);
    expect(page).toContain('Comment `/ack`');
    expect(page).not.toContain('🚨 INCIDENT');
  }); // biome-ignore format: one thought a line

  test('a broken one: the page goes out in our words, and the card says where and what', async () => {
    story = await startStory();
    await commit(story, 'initial.github.md.hbs', 'Now:\n{{{summary}}}\n');
    await commit(story, 'card.md.hbs', 'mine');
    await commit(story, 'page.md.hbs', Buffer.from([0x78, 0xff]));
    await story.declare();
    expect(await story.nextComment()).toContain('🚨 INCIDENT: Production down');
    const card = await story.card();
    expect(card).toContain('The shipped words are used in place of .github/firebreak/templates/initial.github.md.hbs: line 2, column 1: raw output');
    expect(card).toContain('card.md.hbs: line 1, column 1: the template card is not a team’s to change');
    expect(card).toContain('page.md.hbs: line 1, column 1: the file is no text');
  }); // biome-ignore format: one thought a line

  test('on another branch it has no effect', async () => {
    story = await startStory();
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/git/ref/heads/main');
    const sha = /"sha":"(\w+)"/.exec(JSON.stringify(data))?.[1];
    expect((await story.api('lead', 'POST', '/repos/acme/shop/git/refs', { ref: 'refs/heads/words', sha })).status).toBe(201);
    await commit(story, 'initial.github.md.hbs', 'FORGED {{summary}}', 'words');
    await commit(story, 'update.github.md.hbs', '{{{', 'words');
    await story.declare();
    expect(await story.nextComment()).toContain('🚨 INCIDENT: Production down');
    expect(await story.card()).not.toContain('templates');
  }); // biome-ignore format: one thought a line
});
