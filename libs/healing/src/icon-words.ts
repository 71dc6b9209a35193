/** Classes by which icon fonts and sprites name a picture: `fa-trash`, `icon-search`, `bi-pencil-fill`. */
const iconClass =
  /^(?:fa[bdlrst]?|icon|ico|bi|glyphicon|mdi|ti|ri|la|bx|pi|oi|ion|lucide|feather|anticon|octicon|dashicons)-(.+?)(?:-(?:o|alt|fill|filled|outline|outlined|line|solid|circle|square))?$/i;

/** What people call that which a picture stands for, where it is called by what it shows. */
const meaningOfPicture: Readonly<Record<string, string>> = {
  trash: 'delete',
  'trash-can': 'delete',
  bin: 'delete',
  garbage: 'delete',
  pencil: 'edit',
  pen: 'edit',
  'pen-to-square': 'edit',
  cog: 'settings',
  gear: 'settings',
  magnifier: 'search',
  loupe: 'search',
  'magnifying-glass': 'search',
  envelope: 'email',
  bell: 'notifications',
  floppy: 'save',
  'floppy-disk': 'save',
  disk: 'save',
  bars: 'menu',
  hamburger: 'menu',
  house: 'home',
  times: 'close',
  xmark: 'close',
  cross: 'close',
  plus: 'add',
  'sign-in': 'log in',
  'sign-out': 'log out',
  'shopping-cart': 'cart',
  'cart-shopping': 'cart',
  question: 'help',
  'chevron-right': 'next',
  'angle-right': 'next',
  'chevron-left': 'previous',
  'angle-left': 'previous',
  'paper-plane': 'send',
  clone: 'copy',
  eye: 'show',
  'eye-slash': 'hide',
  funnel: 'filter',
  rotate: 'refresh',
  sync: 'refresh',
  heart: 'favourites',
};

/** What an icon's class stands for, in words; null for a class that names no icon. */
export function wordsOfIcon(className: string): string | null {
  const picture = iconClass.exec(className)?.[1]?.toLowerCase();
  return picture === undefined ? null : (meaningOfPicture[picture] ?? picture.replaceAll('-', ' '));
}
