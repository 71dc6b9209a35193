const variable = /^(\d+|[0-9a-f]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** An address without query whose variable segments are written `:id`: `http://shop/orders/:id`. */
export function urlTemplate(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 200);
  const { origin, protocol, pathname } = new URL(address);
  const path = pathname
    .split('/')
    .map((segment) => (variable.test(segment) ? ':id' : segment))
    .join('/');
  return `${origin === 'null' ? protocol : origin}${path}`.slice(0, 500);
}
