/**
 * Roles as ARIA in HTML gives them, with the same simplifications that Playwright's `getByRole` makes.
 * In-page code: self-contained functions that run as source text; see ../page-script.ts.
 */

export function explicitRole(element: Element): string {
  const known =
    ' alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox complementary contentinfo definition deletion dialog document emphasis feed figure form generic grid gridcell group heading img insertion link list listbox listitem log main mark marquee math meter menu menubar menuitem menuitemcheckbox menuitemradio navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem ';
  const attribute = element.getAttribute('role');
  if (!attribute) return '';
  return (
    attribute
      .toLowerCase()
      .split(/\s+/)
      .find((token) => token !== '' && known.includes(` ${token} `)) ?? ''
  );
}

export function inputRole(element: Element): string {
  const type = (element.getAttribute('type') ?? 'text').toLowerCase();
  switch (type) {
    case 'hidden':
      return '';
    case 'button':
    case 'submit':
    case 'reset':
    case 'image':
    case 'file':
      return 'button';
    case 'checkbox':
    case 'radio':
      return type;
    case 'number':
      return 'spinbutton';
    case 'range':
      return 'slider';
    case 'search':
      return element.hasAttribute('list') ? 'combobox' : 'searchbox';
    default:
      return element.hasAttribute('list') && ['text', 'email', 'tel', 'url'].includes(type) ? 'combobox' : 'textbox';
  }
}

export function headerCellRole(element: Element): string {
  const scope = element.getAttribute('scope') ?? '';
  if (scope.startsWith('row')) return 'rowheader';
  if (scope.startsWith('col')) return 'columnheader';
  const [before, after] = [element.previousElementSibling, element.nextElementSibling];
  if (before?.localName === 'th' && after?.localName === 'th') return 'columnheader';
  const hasData = (cell: Element | null) =>
    cell?.localName === 'td' && (cell.childElementCount > 0 || (cell.textContent ?? '').trim() !== '');
  return hasData(before) || hasData(after) ? 'rowheader' : 'columnheader';
}

export function isExplicitlyNamed(element: Element): boolean {
  return ['aria-label', 'aria-labelledby', 'title'].some((name) => (element.getAttribute(name) ?? '').trim() !== '');
}

export function implicitRole(element: Element): string {
  const tag = element.localName;
  switch (tag) {
    case 'a':
    case 'area':
      return element.hasAttribute('href') ? 'link' : '';
    case 'input':
      return inputRole(element);
    case 'select':
      return element.hasAttribute('multiple') || Number(element.getAttribute('size') ?? 0) > 1 ? 'listbox' : 'combobox';
    case 'img':
      return element.getAttribute('alt') === '' && !isExplicitlyNamed(element) ? '' : 'img';
    case 'header':
    case 'footer':
      if (
        element.closest(
          'article,aside,main,nav,section,[role=article],[role=complementary],[role=main],[role=navigation],[role=region]',
        )
      )
        return '';
      return tag === 'header' ? 'banner' : 'contentinfo';
    case 'form':
      return isExplicitlyNamed(element) ? 'form' : '';
    case 'section':
      return isExplicitlyNamed(element) ? 'region' : '';
    case 'td':
      return element.closest('table')?.matches('[role=grid],[role=treegrid]') ? 'gridcell' : 'cell';
    case 'th':
      return headerCellRole(element);
    default:
      return plainRole(tag);
  }
}

export function plainRole(tag: string): string {
  const pairs =
    ' article=article aside=complementary blockquote=blockquote button=button caption=caption code=code dd=definition del=deletion details=group dfn=term dialog=dialog dt=term em=emphasis fieldset=group figure=figure h1=heading h2=heading h3=heading h4=heading h5=heading h6=heading hr=separator html=document ins=insertion li=listitem main=main mark=mark math=math menu=list meter=meter nav=navigation ol=list optgroup=group option=option output=status p=paragraph progress=progressbar search=search strong=strong sub=subscript sup=superscript svg=img table=table tbody=rowgroup textarea=textbox tfoot=rowgroup thead=rowgroup time=time tr=row ul=list ';
  const at = pairs.indexOf(` ${tag}=`);
  return at < 0 ? '' : pairs.slice(at + tag.length + 2, pairs.indexOf(' ', at + 1));
}

/** The role, or '' where there is none or it is presentational. */
export function roleOf(element: Element): string {
  const role = explicitRole(element) || implicitRole(element);
  return role === 'none' || role === 'presentation' || role === 'generic' ? '' : role;
}

export function isLandmarkRole(role: string): boolean {
  return ['banner', 'complementary', 'contentinfo', 'form', 'main', 'navigation', 'region', 'search'].includes(role);
}

export function isWidgetRole(role: string): boolean {
  return [
    'button',
    'link',
    'checkbox',
    'radio',
    'switch',
    'tab',
    'menuitem',
    'menuitemcheckbox',
    'menuitemradio',
    'combobox',
    'textbox',
    'searchbox',
    'slider',
    'spinbutton',
    'treeitem',
    'listbox',
  ].includes(role);
}

export function takesNameFromContent(role: string): boolean {
  return [
    'button',
    'cell',
    'checkbox',
    'columnheader',
    'gridcell',
    'heading',
    'link',
    'menuitem',
    'menuitemcheckbox',
    'menuitemradio',
    'option',
    'radio',
    'row',
    'rowheader',
    'switch',
    'tab',
    'tooltip',
    'treeitem',
  ].includes(role);
}
