import { defaultChromium } from '@testforge/browser';
import { describe, expect, it } from 'vitest';
import { openPageReader, readCases, runLab } from '../src/lab/index.js';

const form = '<label>Last name <input name="last_name"></label><button>Save</button>';
const framed = `<h1>Pay</h1><button>Back</button><iframe srcdoc='<form><input id="card" aria-label="Card number"><button id="pay">Pay now</button></form>'></iframe>`;
const shadowed = `<h1>Shop</h1><my-card><template shadowrootmode="open"><button class="buy">Buy it</button></template></my-card><button>Help</button>`;
const twins = '<button id="go">Go</button><button id="go">Go on</button><p>Go</p>';

async function decided(...cases: object[]) {
  const lines = cases.map((one) => JSON.stringify(one)).join('\n');
  const { cases: read, badLines: unread } = readCases(lines);
  const run = await runLab(read, () => openPageReader(defaultChromium));
  return { badLines: [...unread, ...run.badLines], weighed: run.weighed };
}

describe('pages of cases', () => {
  it('are read with their frames and shadow roots, and odd ones do not stop the rest', async () => {
    const { badLines, weighed } = await decided(
      { id: 'frame', failedLocator: 'text=Pay', html: framed, truthCss: '#pay' },
      { id: 'chain', failedLocator: 'id=card-no', action: 'fill', html: framed, truthCss: 'iframe >> #card' },
      { id: 'shadow', failedLocator: 'my-card >>> .buy-now', html: shadowed, truthCss: 'button.buy' },
      { id: 'no selector', failedLocator: '#save', html: form, truthCss: '((' },
      { id: 'empty', failedLocator: '#save', html: '', truthCss: null },
      { id: 'not html', failedLocator: '#save', html: '\u0000<<<&&&', truthIndex: null },
      { id: 'gone', failedLocator: 'text=Delete account', html: form, truthIndex: null },
      { id: 'twins', baseline: { tag: 'button', id: 'go', name: 'Go', text: 'Go' }, html: twins },
      { id: 'field', failedLocator: 'id=lastname', action: 'fill', html: form, truthCss: 'input' },
    );
    expect(badLines).toEqual([]);
    const first = weighed.filter(({ rank }) => rank === 0).map(({ case: { id } }) => id);
    expect(first).toEqual(['frame', 'chain', 'shadow', 'field']);
    expect(weighed.filter(({ result }) => result.decision === 'heal')).toEqual([]);
    const css = Object.fromEntries(weighed.map(({ case: { id }, result }) => [id, result.ranking[0]?.css]));
    expect(css['frame']).toMatch(/iframe\S* >> #pay$/);
    expect(css['shadow']).toMatch(/my-card >> button\.buy$/);
  });

  it('are read whole, however long', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `<a href="/item/${at}">Item number ${at}</a>`).join('\n');
    const { weighed } = await decided({
      failedLocator: 'text=Add item',
      html: `${rows}<button id="new">Add an item</button>`,
      truthCss: '#new',
    });
    expect(weighed.map(({ rank }) => rank)).toEqual([0]);
  });
});
