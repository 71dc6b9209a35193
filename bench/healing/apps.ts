import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An app whose pages are drifted. `half`: fitted on, looked at while tuning, or held out: nothing was tuned on it. */
export interface App {
  name: string;
  version: string;
  half: 'fit' | 'report' | 'held';
  /** Folder of the pages inside the package. */
  folder: string;
  only?: RegExp;
  /** Many small examples: so many are put on one page. */
  together?: number;
}

/** Templates and component demonstrations that come whole in npm packages: no server, no build, no network at run time. */
export const apps: readonly App[] = [
  { name: 'gentelella', version: '4.2.0', half: 'fit', folder: 'dist/production' },
  { name: 'semantic-ui', version: '2.5.0', half: 'fit', folder: 'examples' },
  { name: 'uikit', version: '3.25.29', half: 'fit', folder: 'tests' },
  { name: 'tabler-ui', version: '0.0.34', half: 'report', folder: 'dist' },
  { name: 'material-dashboard', version: '3.1.0', half: 'report', folder: 'pages' },
  { name: 'startbootstrap-sb-admin-2', version: '4.1.4', half: 'report', folder: '.' },
  {
    name: 'govuk-frontend',
    version: '6.6.0',
    half: 'report',
    folder: 'dist/govuk/components',
    only: /template-(default|with-hint|with-hint-text|inline|small|with-items)\.html$/,
    together: 6,
  },
  { name: 'jquery-ui-dist', version: '1.13.3', half: 'report', folder: '.' },
  { name: 'startbootstrap-sb-admin', version: '7.0.7', half: 'held', folder: 'dist' },
  { name: 'now-ui-dashboard', version: '1.0.1', half: 'held', folder: 'examples' },
  { name: 'startbootstrap-clean-blog', version: '6.0.9', half: 'held', folder: 'dist' },
  { name: '@uswds/uswds', version: '3.14.0', half: 'held', folder: 'packages', together: 6 },
];

/** The file of an app's drifts, without folders. */
export const fileName = (name: string): string => name.replace('@', '').replace('/', '-');

/** Fetches an app's package once, with npm, and unpacks it. Returns its folder. */
export function fetchApp({ name, version }: App, into: string): string {
  const folder = join(into, `${fileName(name)}-${version}`);
  if (existsSync(join(folder, 'package.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', into], { stdio: 'inherit' });
  execFileSync('tar', ['xzf', join(into, `${fileName(name)}-${version}.tgz`), '-C', folder, '--strip-components=1']);
  return folder;
}

const filesUnder = (folder: string, depth: number): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return depth > 0 && !/^(node_modules|vendor|assets|_)/.test(entry.name) ? filesUnder(path, depth - 1) : [];
      return entry.name.endsWith('.html') ? [path] : [];
    });

export interface AppPage {
  app: string;
  name: string;
  /** A file to open, or the HTML itself where examples are put together. */
  file?: string;
  html?: string;
}

const bodyOf = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;

/** The pages of an app, at most `most`, spread over all it has. */
export function pagesOf(app: App, folder: string, most: number): AppPage[] {
  const root = join(folder, app.folder);
  const files = filesUnder(root, 4).filter((file) => app.only?.test(file) ?? true);
  const pages: AppPage[] = app.together
    ? chunk(files, app.together).map((some, at) => ({
        app: app.name,
        name: `page ${at + 1}`,
        html: `<!doctype html><title>${app.name}</title><main>${some.map((file) => `<section>${bodyOf(readFileSync(file, 'utf8'))}</section>`).join('\n')}</main>`,
      }))
    : files.map((file) => ({ app: app.name, name: file.slice(root.length + 1), file }));
  const every = Math.max(1, pages.length / most);
  return Array.from({ length: Math.min(most, pages.length) }, (_, at) => pages[Math.floor(at * every)]).filter(
    (page): page is AppPage => page !== undefined,
  );
}

const chunk = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, at * size + size));
