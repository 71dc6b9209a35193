import { describe, expect, it } from 'vitest';
import { useMembers, type Offer } from './use-members.js';

const members = [
  { name: 'form', locator: "page.locator('form')", isCall: false },
  { name: 'main', locator: "page.getByRole('main')", isCall: false },
  { name: 'save', locator: "page.locator('form').getByRole('button', { name: 'Save' })", isCall: true },
];
const byFixture: Offer = { className: 'Todo', variable: 'todo', members, importLine: null };
const made: Offer = { ...byFixture, importLine: "import { Todo } from '../pages/todo';" };
const testOf = (body: string): string => `test('a', { tag: [] }, async ({ page }) => {\n${body}\n});\n`;

describe('a generated test', () => {
  it('uses members where they mean the same, the longest first', () => {
    const body = `await page.locator("form").getByRole('button', { name: 'Save' }).click();
await expect(page.locator('form').getByText('Saved')).toBeVisible();`;
    const { text, used } = useMembers('tests/a.spec.ts', testOf(body), [byFixture]);
    expect(text).toBe(`test('a', { tag: [] }, async ({ todo }) => {
await todo.save().click();
await expect(todo.form.getByText('Saved')).toBeVisible();
});
`);
    expect(used.map(({ member }) => member)).toEqual(['save', 'form']);
  });

  it('makes the object where no fixture hands it out', () => {
    const { text } = useMembers('tests/a.spec.ts', testOf(`await page.locator('form').click();`), [made]);
    expect(text).toBe(`import { Todo } from '../pages/todo';
test('a', { tag: [] }, async ({ page }) => {
  const todo = new Todo(page);
await todo.form.click();
});
`);
  });

  it.each([
    ['means another thing', "await page.getByRole('button', { name: 'Save' }).click();"],
    ['looks for a value of the run', 'await page.getByText(unique).click();'],
    ['finds what any page has', "await expect(page.getByRole('main')).toBeVisible();"],
    ['is no locator', "await page.goto('/');"],
    ['would shadow a name', "const todo = 1; await page.locator('form').click();"],
  ])('stays as it was generated where it %s', (_what, body) => {
    expect(useMembers('tests/a.spec.ts', testOf(body), [byFixture])).toEqual({ text: testOf(body), used: [] });
  });

  it('uses what any page has too, where it uses what only this one has', () => {
    const body = "await page.locator('form').click();\nawait expect(page.getByRole('main')).toBeVisible();";
    expect(useMembers('tests/a.spec.ts', testOf(body), [byFixture]).used.map(({ member }) => member)).toEqual([
      'form',
      'main',
    ]);
  });

  it('keeps the page where it is still needed', () => {
    const body = "await page.goto('/');\nawait page.locator('form').click();";
    expect(useMembers('tests/a.spec.ts', testOf(body), [byFixture]).text).toContain('async ({ page, todo }) =>');
  });
});
