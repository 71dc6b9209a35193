import { expect, it } from 'vitest';
import { button, snapshot } from '../test/sample-model.js';
import { steadyCandidate } from './record-way.js';

const ok = (landmark: string, visible: boolean) => ({
  ...button('OK'),
  landmark,
  visible,
  rolePath: `${landmark}/button`,
});
const first = (hidden: boolean) => {
  const page = snapshot('/edit', [ok('banner', true), ok('main', !hidden)].slice(0, hidden ? 2 : 1));
  const [element] = page.elements;
  return element && steadyCandidate(page, element, []).locators[0]?.links;
};

it('a button is told from a hidden one of its name, which a script may still show', () => {
  const named = { by: 'role', role: 'button', name: 'OK' };
  expect(first(false)).toEqual([named]);
  expect(first(true)).toEqual([{ by: 'role', role: 'banner' }, named]);
});
