/** Parameters by which apps without paths say which of their pages is meant. */
const routing =
  /^(page|p|pg|view|route|r|path|action|act|a|do|op|cmd|module|mod|m|controller|ctrl|c|component|option|task|section|screen|show|site|menu|tab|mode|step|func)$/i;
/** What a page is called; a number, a date or a key names a thing on it. */
const pageName = /^(?=.{2,40}$)\p{L}[\p{L}\d]*([/._:-]\p{L}[\p{L}\d]*)*$/u;
/** Values by which the same page is only shown in another order or form. */
const looks =
  /^(asc|desc|ascending|descending|grid|list|table|cards?|compact|print|json|xml|csv|true|false|yes|no|all)$/i;

/** Whether a parameter's value says which page is meant (`?page=users`), so that another value is another page. */
export const isRoute = (name: string, value: string): boolean =>
  routing.test(name) && pageName.test(value) && !looks.test(value);

/** What is done on a page comes after which page it is. */
const acting = /^(action|act|a|do|op|cmd|task|tab|mode|step|func)$/i;

/** The names of pages that an address holds in its query: `?action=edit&id=3&page=users` gives `users`, `edit`. */
export function routesOf(url: URL): string[] {
  const routes = [...url.searchParams].filter(([name, value]) => isRoute(name, value));
  return routes
    .sort(([a], [b]) => Number(acting.test(a)) - Number(acting.test(b)))
    .flatMap(([, value]) => value.split(/[/.:]/));
}
