import { chooseLocators, collectPage, newCleanContext, settle } from '@testforge/browser';
import type { AppModel, AppState, InteractionLevel } from '@testforge/core';
import type { Browser } from 'playwright';

/** A model of the named pages, read one by one: as much of discovery as designing needs. Templates are given as `path → template`. */
export async function readApp(
  browser: Browser,
  url: string,
  pages: Record<string, string>,
  interaction: InteractionLevel = 'write',
): Promise<AppModel> {
  const states: AppState[] = [];
  for (const [path, template] of Object.entries(pages)) {
    const context = await newCleanContext(browser, { baseURL: url });
    const page = await context.newPage();
    const response = await page.goto(path);
    await settle(page, { timeoutMs: 3_000 });
    const snapshot = await collectPage(page);
    const wanted = snapshot.elements.flatMap(({ interactive, visible }, index) =>
      interactive && visible !== false ? [{ index }] : [],
    );
    const locators = await chooseLocators(page, snapshot, wanted);
    states.push({
      key: template,
      template,
      path,
      samples: [path],
      depth: path.split('/').filter(Boolean).length,
      status: response?.status() ?? null,
      reach: [{ kind: 'goto', path }],
      snapshot,
      locators,
      requests: [],
      loadMs: 0,
    });
    await context.close();
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
