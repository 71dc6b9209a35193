import { describe, expect, it } from 'vitest';
import { readAriaSnapshot } from './read-aria-snapshot.js';

const page = `# Page snapshot
- banner [ref=e1]:
  - link "Shop" [ref=e2] [cursor=pointer]:
    - /url: /
- main:
  - heading "Your \\"cart\\"" [level=1] [ref=e3]
  - textbox "Coupon": SECRET-10
  - text: Total
  - paragraph: 7.50
  - button "Check out" [disabled]
  - 'link "Terms: all of them"'
`;

describe('a page snapshot of Playwright', () => {
  const read = readAriaSnapshot(page);
  const named = (name: string) => read.find((element) => element.name === name);

  it('gives each element its role, name and place', () => {
    expect(read.map(({ role }) => role)).toEqual([
      'banner',
      'link',
      'main',
      'heading',
      'textbox',
      'paragraph',
      'button',
      'link',
    ]);
    expect(named('Shop')).toMatchObject({ tag: 'a', landmark: 'banner', rolePath: 'banner/link', interactive: true });
    expect(named('Check out')).toMatchObject({ landmark: 'main', heading: 'Your "cart"', enabled: false });
    expect(named('Terms: all of them')).toMatchObject({ role: 'link' });
    expect(read.find(({ role }) => role === 'paragraph')).toMatchObject({ text: '7.50', interactive: false });
  });

  it('leaves out what somebody typed', () => {
    expect(JSON.stringify(read)).not.toContain('SECRET');
  });

  it('passes over what is no line of a snapshot', () => {
    expect(readAriaSnapshot('hello\n```yaml\n- \n-- x "y\n')).toEqual([]);
  });
});
