import { chooseLocators, collectPage, newCleanContext, settle, toLocator } from '@testforge/browser';
import type { AppModel, AppState, InteractionLevel, Locator } from '@testforge/core';
import type { Browser } from 'playwright';

/**
 * A model of the named pages, read one by one: as much of discovery as designing needs. Templates are given as
 * `path → template`; of `buttons`, `path → name`, what they open is read as well.
 */
export async function readApp(
  browser: Browser,
  url: string,
  pages: Record<string, string>,
  interaction: InteractionLevel = 'write',
  buttons: Record<string, string> = {},
): Promise<AppModel> {
  const states: AppState[] = [];
  const read = async (path: string, template: string, opener?: Locator): Promise<AppState> => {
    const context = await newCleanContext(browser, { baseURL: url });
    const page = await context.newPage();
    const response = await page.goto(path);
    await settle(page, { timeoutMs: 3_000 });
    if (opener) await toLocator(page, opener).click();
    const snapshot = await collectPage(page);
    const wanted = snapshot.elements.flatMap(({ interactive, visible }, index) =>
      interactive && visible !== false ? [{ index }] : [],
    );
    const locators = await chooseLocators(page, snapshot, wanted);
    await context.close();
    return {
      key: opener ? `${template}#opened` : template,
      template,
      path,
      samples: [path],
      depth: path.split('/').filter(Boolean).length,
      status: response?.status() ?? null,
      reach: [{ kind: 'goto', path }, ...(opener ? [{ kind: 'click' as const, locator: opener }] : [])],
      snapshot,
      locators,
      requests: [],
      loadMs: 0,
    };
  };
  for (const [path, template] of Object.entries(pages)) {
    const state = await read(path, template);
    const index = state.snapshot.elements.findIndex(({ name }) => name !== undefined && name === buttons[path]);
    const opener = state.locators[String(index)];
    states.push(state, ...(opener ? [await read(path, template, opener)] : []));
  }
  return {
    schemaVersion: 1,
    url,
    origins: [new URL(url).origin],
    proposedOrigins: [],
    interaction,
    states,
    findings: [],
    ledger: [],
    coverage: { templates: states.length, states: states.length, forms: 0, flows: 0 },
    notVisited: [],
    durationMs: 0,
  };
}
