import { html, page, serveFixture, type ServedFixture } from './serve-fixture.js';

const script = `
const menu = '<nav aria-label="Main"><a href="#/">Home</a> <a href="#/orders">Orders</a> <a href="#/people">People</a></nav>';
const pages = {
  '#/': '<h1>Home</h1><p>Welcome</p>',
  '#/orders': '<h1>Orders</h1><button id="make">New order</button><p>No orders yet</p>',
  '#/people': '<h1>People</h1><ul><li>Ann</li><li>Bob</li></ul>',
};
const dialog = '<div role="dialog" aria-label="New order"><form onsubmit="return false"><label>Title <input name="title"></label>' +
  '<span id="label">Kind</span><button type="button" id="kind" role="combobox" aria-haspopup="listbox" aria-expanded="false" aria-labelledby="label">Choose…</button>' +
  '<ul role="listbox" id="kinds" hidden><li role="option">Letter</li><li role="option">Parcel</li></ul><button>Save</button></form></div>';
const close = () => { kinds.hidden = true; kind.setAttribute('aria-expanded', 'false'); };
addEventListener('keydown', (event) => { if (event.key === 'Escape' && document.querySelector('#kinds')) close(); });
function show() {
  app.innerHTML = menu + '<main>' + (pages[location.hash || '#/'] ?? '<h1>Not found</h1>') + '</main>';
  if (document.querySelector('#make')) make.onclick = () => {
    app.insertAdjacentHTML('beforeend', dialog);
    kind.onclick = () => { kinds.hidden = false; kind.setAttribute('aria-expanded', 'true'); };
    for (const option of kinds.children) option.onclick = () => { kind.textContent = option.textContent; close(); };
  };
}
addEventListener('hashchange', show);
show();`;

/** Longer than a page is usually given to come to rest. */
const slowMs = 6_500;

/** One document whose script shows all pages by the route in the fragment; the first time that script takes long to come. */
export function startClientApp(): Promise<ServedFixture> {
  let asked = 0;
  return serveFixture(({ url }, response) => {
    if (url.pathname === '/')
      return html(response, page('Desk', '<div id="app"></div><script src="/app.js"></script>'));
    if (url.pathname !== '/app.js') return html(response, '', 404);
    asked += 1;
    const answer = () => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (asked > 1) answer();
    else setTimeout(answer, slowMs);
  });
}
