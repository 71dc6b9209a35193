import { AppError, PageSnapshot } from '@testforge/core';
import type { Frame, Page } from 'playwright';
import { cssPathBody, snapshotExpression } from './page-script.js';

export interface CollectOptions {
  /** Most elements kept over all frames; the rest are counted in `leftOut`. Default 1,500. */
  maxElements?: number;
  /** Most child frames looked into. Default 10. */
  maxFrames?: number;
  /** Told of each frame that could not be read, and why. */
  onLeftOut?: (text: string) => void;
}

const framePath = new Function('element', cssPathBody) as (element: Element) => string;

/** CSS paths of the iframes that lead to this frame, from the top; null where the frame is gone. */
async function pathOf(frame: Frame): Promise<string[] | null> {
  const parent = frame.parentFrame();
  if (!parent) return [];
  const above = await pathOf(parent);
  if (!above || frame.isDetached()) return null;
  const host = await frame.frameElement();
  return [...above, await host.evaluate(framePath as unknown as (node: Node) => string)];
}

async function collectFrame(frame: Frame, maxElements: number): Promise<PageSnapshot> {
  const raw: unknown = await frame.evaluate(snapshotExpression({ maxElements }));
  const parsed = PageSnapshot.safeParse(typeof raw === 'string' ? JSON.parse(raw) : raw);
  if (!parsed.success)
    throw new AppError(
      'upstream',
      'browser.odd_page',
      `The page at ${frame.url()} overrides functions the collector needs, so it could not be read.`,
      { cause: parsed.error },
    );
  return parsed.data;
}

/** What comes from the page's own server, or is written in the page itself, leads on as the page's own links do. */
const isOwnFrame = (page: PageSnapshot, child: PageSnapshot): boolean =>
  child.url === 'about:srcdoc' || new URL(child.url).origin === new URL(page.url).origin;

/** Adds what a child frame holds to the snapshot of its page: indexes move, elements get their frame's path. */
export function mergeFrame(page: PageSnapshot, child: PageSnapshot, frame: string[]): PageSnapshot {
  const offset = page.elements.length;
  const shifted = (form: PageSnapshot['forms'][number]) => ({
    ...form,
    fields: form.fields.map((field) => ({ ...field, element: field.element + offset })),
    submits: form.submits.map((index) => index + offset),
  });
  return {
    ...page,
    elements: [
      ...page.elements,
      ...child.elements.map((element) => ({
        ...element,
        frame,
        group: element.group === undefined ? undefined : String(Number(element.group) + offset),
      })),
    ],
    headings: [...page.headings, ...child.headings],
    forms: [...page.forms, ...child.forms.map(shifted)],
    links: isOwnFrame(page, child) ? [...page.links, ...child.links] : page.links,
    messages: [...page.messages, ...child.messages],
    leftOut: page.leftOut + child.leftOut,
  };
}

/** A frame may vanish or hang while it is read; the page is then told without it. */
async function collectChild(
  frame: Frame,
  maxElements: number,
  onLeftOut: (text: string) => void,
): Promise<{ snapshot: PageSnapshot; path: string[] } | null> {
  const without = (why: string): null => {
    onLeftOut(`the frame ${frame.url().slice(0, 200)} was not read: ${why}`);
    return null;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(without('it did not answer')), 2_000);
  });
  const read = pathOf(frame).then(async (path) =>
    path ? { path, snapshot: await collectFrame(frame, maxElements) } : null,
  );
  return Promise.race([read, late])
    .catch((error: unknown) => without(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it broke off'))
    .finally(() => clearTimeout(timer));
}

/**
 * Reads the page as it is now: one evaluation a frame, open shadow roots included. The structure hash is the
 * main frame's alone and links are those of the app's own frames, since what is embedded from elsewhere changes by itself. Throws when the page is closed.
 */
export async function collectPage(page: Page, options: CollectOptions = {}): Promise<PageSnapshot> {
  const { maxElements = 1_500, maxFrames = 10, onLeftOut = () => undefined } = options;
  const main = page.mainFrame();
  const children = page.frames().filter((frame) => frame !== main);
  let snapshot = await collectFrame(main, maxElements);
  for (const frame of children.slice(0, maxFrames)) {
    const child = await collectChild(frame, Math.max(0, maxElements - snapshot.elements.length), onLeftOut);
    if (child && child.snapshot.elements.length) snapshot = mergeFrame(snapshot, child.snapshot, child.path);
  }
  return snapshot;
}
