import { randomInt } from 'node:crypto';
import type { Page } from 'playwright';

/** Text that becomes an element of its own where it is not escaped. Nothing ever happens by it: its handler has nothing to do. */
export interface Mark {
  text: string;
  tag: string;
}

/** `breaksOut`: ends the attribute and the tag that it may stand in. */
export function makeMark({ breaksOut }: { breaksOut: boolean }): Mark {
  const tag = `tf-${randomInt(100_000, 1_000_000)}`;
  return { tag, text: `${breaksOut ? '\'">' : ''}<${tag} onclick=0>` };
}

/**
 * What the page made of a mark: the part of it where the element stands, null where there is none. What was cleaned, so that its
 * handler is gone, was taken for mark-up on purpose and is none.
 */
export async function findMark(page: Page, { tag }: Mark): Promise<string | null> {
  for (const frame of page.frames()) {
    const seen = await frame
      .evaluate((name) => {
        const element = document.querySelector(`${name}[onclick]`);
        return element && (element.parentElement ?? element).outerHTML.slice(0, 300);
      }, tag)
      .catch(() => null);
    if (seen !== null) return seen;
  }
  return null;
}

/** What databases say of a command that a stray quote has broken. */
const databaseError =
  /you have an error in your sql syntax|unclosed quotation mark after the character string|quoted string not properly terminated|unterminated quoted string|syntax error at or near \\?["']|sqlstate\[\w+\]|sqlite_error|sqlite3?\.(?:operational|database)\w*error|(?:near|unrecognized token:) \\?["'][^<>\n]{0,80}: syntax error|unrecognized token: \\?["']|\bora-\d{5}\b|pg::\w*syntax\w*error|psycopg2?\.errors\.\w+|pdoexception|java\.sql\.sql\w*exception|org\.postgresql\.util\.psqlexception|sequelizedatabaseerror|npgsql\.\w+exception|microsoft ole db provider|mysql_fetch_\w+\(\)/i;

/** The database's own words in an answer; null where there are none. */
export function findDatabaseWords(answer: string): string | null {
  const found = databaseError.exec(answer);
  if (found === null) return null;
  const [line = ''] = answer.slice(found.index, found.index + 160).split('\n');
  return line.trim();
}
