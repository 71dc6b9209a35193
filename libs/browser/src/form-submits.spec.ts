import { describe, expect, it } from 'vitest';
import { pageScript } from './page-script.js';
import { leadsElsewhere } from './page/form-submits.js';

describe('what a button beside fields is for', () => {
  it.each(['Cancel', 'Close', 'Advanced search', 'Clear', 'Next results', 'Previous page', 'Abbrechen'])(
    'is something else: %s',
    (words) => expect(leadsElsewhere(words)).toBe(true),
  );

  it.each(['Save', 'Save and close', 'Create and go back', 'Next', 'Speichern und schließen', 'Search'])(
    'is to send them: %s',
    (words) => expect(leadsElsewhere(words)).toBe(false),
  );

  it('is told by a script that a page can read', () =>
    expect(typeof new Function(`return (${pageScript})`)()).toBe('function'));
});
