import type { Fingerprint } from '@testforge/core';

const simple = /^([a-z][\w-]*|\*)?((?:#[\w-]+|\.[\w-]+|\[[\w-]+(?:="(?:[^"\\]|\\.)*")?\])*)$/i;
const part = /#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:="((?:[^"\\]|\\.)*)")?\]/g;

function attributeOf(element: Fingerprint, name: string): string | undefined {
  switch (name) {
    case 'id':
      return element.id;
    case 'name':
      return element.nameAttr;
    case 'type':
    case 'alt':
    case 'title':
    case 'placeholder':
    case 'href':
      return element[name];
    case 'data-testid':
      return element.testId;
    case 'aria-label':
      return element.label;
    default:
      return element.attributes?.[name] ?? (/^data-(test|cy|qa)$/.test(name) ? element.testId : undefined);
  }
}

/** Whether a simple selector (tag, id, classes, attributes) the element's own CSS path or XPath, or a child step (`xpath=./td[2]`, within what came before) is meant by `css`. */
export function matchesCss(element: Fingerprint, css: string): boolean {
  if (css === element.cssPath || css === `xpath=${element.xpath}` || css === `xpath=${element.idXpath}`) return true;
  if (css.startsWith('xpath=./')) return (element.xpath ?? '').endsWith(css.slice('xpath=.'.length));
  const parsed = simple.exec(css);
  if (!parsed) return false;
  const [, tag, rest = ''] = parsed;
  if (tag && tag !== '*' && tag.toLowerCase() !== element.tag) return false;
  return [...rest.matchAll(part)].every(([, id, className, name, value]) => {
    if (id !== undefined) return element.id === id;
    if (className !== undefined) return element.classes?.includes(className) ?? false;
    const own = attributeOf(element, name ?? '');
    return own !== undefined && (value === undefined || own === value.replace(/\\(.)/g, '$1'));
  });
}
