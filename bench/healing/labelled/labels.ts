import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Locator } from '@testforge/core';
import { z } from 'zod';

/** How a page is come to: an address, then clicks (Playwright's selectors, each finding one element). */
const Way = z.object({ path: z.string().startsWith('/'), clicks: z.array(z.string()).default([]) });
export type Way = z.infer<typeof Way>;

const LabelledPage = z.object({
  name: z.string(),
  old: Way,
  /** Missing where the way is still the same. */
  new: Way.optional(),
  signedOut: z.boolean().default(false),
});
export type LabelledPage = z.infer<typeof LabelledPage>;

/** CSS (the collector's own path, or a simple selector), or a locator, for what lies in a frame. */
const Place = z.union([z.string(), Locator]);
export type Place = z.infer<typeof Place>;

const Label = z.object({
  page: z.string(),
  old: Place,
  /** The same thing in the new release; null where a person finds it nowhere on the page any more. */
  new: Place.nullable(),
  note: z.string(),
});
export type Label = z.infer<typeof Label>;

/** One app: which pages of it are compared, and what a person said of elements drawn from them. */
export const Labels = z.object({
  app: z.string(),
  releases: z.tuple([z.string(), z.string()]),
  /** The new release takes over the data of the old one; otherwise both begin with the same first data. */
  takesOver: z.boolean().default(false),
  note: z.string(),
  /** Of the draw. */
  seed: z.number().int(),
  /** CSS of the fields of the log-in form, in both releases; missing where nobody logs in. */
  logIn: z.object({ path: z.string().startsWith('/'), user: z.string(), password: z.string() }).optional(),
  pages: z.array(LabelledPage).min(1),
  labels: z.array(Label),
  /** Drawn, and not to be labelled without guessing. */
  leftOut: z.array(z.object({ page: z.string(), old: Place, why: z.string() })),
});
export type Labels = z.infer<typeof Labels>;

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The apps that there are labels for. */
export const labelledApps = (): string[] =>
  readdirSync(folder)
    .flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? [])
    .sort();

/** The labels of one app. Throws where there are none, or where they are not what they must be. */
export function readLabels(app: string): Labels {
  const file = `${folder}${app}.json`;
  if (!existsSync(file)) throw new Error(`${app} has no labels; there are ${labelledApps().join(', ')}`);
  return Labels.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export const asLocator = (place: Place): Locator =>
  typeof place === 'string' ? { frame: [], links: [{ by: 'css', css: place }] } : place;
