import { createShop } from '@testforge/demo-shop';
import { findChromium } from '@testforge/local';
import { chromium, type Page } from 'playwright';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ShopPicture {
  path: string;
  title: string;
  jpeg: Buffer;
  /** Of the element that was asked for, in pixels of the picture. */
  box: Box | null;
}

export interface Wanted {
  path: string;
  /** Accessible name of an element to frame. */
  role?: 'textbox' | 'button';
  name?: string;
  /** With one mug in the cart. */
  shopped?: boolean;
}

async function putMugIntoCart(page: Page, base: string): Promise<void> {
  await page.goto(new URL('/products/tidewater-mug', base).href);
  await page.locator('[data-add-to-cart] [type=submit]').click();
  await page.locator('[data-cart-count]', { hasText: '1' }).waitFor();
}

async function take(page: Page, base: string, { path, role, name, shopped }: Wanted): Promise<ShopPicture> {
  if (shopped) await putMugIntoCart(page, base);
  await page.goto(new URL(path, base).href);
  const element = role && name ? page.getByRole(role, { name, exact: true }).first() : null;
  return {
    path,
    title: await page.title(),
    box: (await element?.boundingBox()) ?? null,
    jpeg: await page.screenshot({ type: 'jpeg', quality: 60 }),
  };
}

/** Pictures of one release of the sample shop, as an exploration takes them. */
export async function takeShopPictures(release: 1 | 2, wanted: readonly Wanted[]): Promise<ShopPicture[]> {
  const shop = await createShop({ release, port: 0 });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const pictures: ShopPicture[] = [];
    for (const each of wanted) pictures.push(await take(page, shop.url, each));
    return pictures;
  } finally {
    await browser.close();
    await shop.close();
  }
}
