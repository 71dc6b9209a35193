/**
 * Source text of what the lab asks of a page beyond the collector: where the right elements are, what lists offer, and a
 * selector for an element. It runs in pages of unknown make, so each is one plain function.
 */

/** XPath as the collector writes it. */
const xpathOf = `function xpathOf(element) {
  let path = '';
  for (let at = element; at; at = at.parentElement) {
    let index = 1;
    for (let other = at.previousElementSibling; other; other = other.previousElementSibling)
      if (other.localName === at.localName) index += 1;
    const step = at.namespaceURI === 'http://www.w3.org/1999/xhtml' ? at.localName : '*[name()="' + at.nodeName + '"]';
    path = '/' + step + '[' + index + ']' + path;
  }
  return path;
}`;

/**
 * Where a selector finds something (null where it is no selector), and the options of every list by XPath. The page itself
 * is looked through before its open shadow roots, as people write selectors. The last link of a chain with `>>` is what counts.
 */
export const truthAndOptions = (css: string | null): string => `(() => {
  ${xpathOf}
  const placeOf = (element) => {
    const box = element.getBoundingClientRect();
    return { xpath: xpathOf(element), x: Math.round(box.x + scrollX), y: Math.round(box.y + scrollY), root: element.getRootNode() === document ? 'page' : 'shadow' };
  };
  const rootsIn = (root) => [...root.querySelectorAll('*')].flatMap((element) => element.shadowRoot ? [element.shadowRoot, ...rootsIn(element.shadowRoot)] : []);
  const css = ${css === null ? 'null' : JSON.stringify(css.split('>>').at(-1)?.trim() ?? css)};
  let truth = [];
  try {
    if (css !== null) truth = [...document.querySelectorAll(css)];
    if (css !== null && truth.length === 0) truth = rootsIn(document).flatMap((root) => [...root.querySelectorAll(css)]);
  } catch { truth = null; }
  const options = [...document.querySelectorAll('select')].map((list) => [
    xpathOf(list), [...list.options].slice(0, 300).flatMap((option) => [option.label, option.value]),
  ]);
  return JSON.stringify({ truth: truth && truth.map(placeOf), options });
})()`;

/**
 * For each XPath a selector that finds that element alone, the steadiest first: id, test id, name, a class, else a chain from
 * the nearest that has one. A \`tbody\` that the parser put in is stepped over, since other parsers do not put it in.
 */
export const selectorsFor = (xpaths: readonly string[]): string => `(() => {
  const only = (css) => { try { return document.querySelectorAll(css).length === 1; } catch { return false; } };
  const quote = (value) => '"' + value.replace(/["\\\\]/g, '\\\\$&') + '"';
  function short(element) {
    const tag = element.localName;
    const tries = [];
    const id = element.getAttribute('id');
    if (id) tries.push(/^[A-Za-z][\\w-]*$/.test(id) ? '#' + id : '[id=' + quote(id) + ']');
    for (const name of ['data-testid', 'data-test', 'data-cy', 'data-qa', 'name', 'aria-label', 'placeholder', 'href', 'title', 'alt', 'value']) {
      const value = element.getAttribute(name);
      if (value && value.length < 80 && !/\\n/.test(value)) tries.push(tag + '[' + name + '=' + quote(value) + ']');
    }
    for (const token of element.classList) if (/^[A-Za-z][\\w-]*$/.test(token)) tries.push(tag + '.' + token);
    return tries.find(only) || (only(tag) ? tag : null);
  }
  function selector(element) {
    const own = short(element);
    if (own) return own;
    const parent = element.parentElement;
    if (!parent) return element.localName;
    let index = 1;
    for (let other = element.previousElementSibling; other; other = other.previousElementSibling)
      if (other.localName === element.localName) index += 1;
    const step = element.localName + ':nth-of-type(' + index + ')';
    if (parent.localName === 'tbody' && parent.parentElement) {
      const css = selector(parent.parentElement) + ' ' + step;
      if (only(css)) return css;
    }
    return selector(parent) + ' > ' + step;
  }
  return JSON.stringify(${JSON.stringify(xpaths)}.map((xpath) => {
    const element = document.evaluate(xpath, document, null, 9, null).singleNodeValue;
    if (!element) return null;
    const css = selector(element);
    return only(css) && document.querySelector(css) === element ? css : null;
  }));
})()`;
