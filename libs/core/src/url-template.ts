const variable = /^(\d+|[0-9a-f]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const folded = (pathname: string): string =>
  pathname
    .split('/')
    .map((segment) => (variable.test(segment) ? ':id' : segment))
    .join('/');

/** An address without query whose variable segments are written `:id`: `http://shop/orders/:id`. */
export function urlTemplate(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 200);
  const { origin, protocol, pathname } = new URL(address);
  return `${origin === 'null' ? protocol : origin}${folded(pathname)}`.slice(0, 500);
}

/** The same without the origin: `/orders/:id`. Takes a path as well. */
export const pathTemplate = (address: string): string =>
  folded(URL.canParse(address) ? new URL(address).pathname : (address.split(/[?#]/, 1)[0] ?? '')).slice(0, 500);
