import type { App } from './app.js';
import { calibreweb } from './catalogue/calibreweb.js';
import { changedetection } from './catalogue/changedetection.js';
import { evershop } from './catalogue/evershop.js';
import { moin } from './catalogue/moin.js';
import { octoprint } from './catalogue/octoprint.js';
import { pgadmin4 } from './catalogue/pgadmin4.js';
import { tiddlywiki } from './catalogue/tiddlywiki.js';
import { wagtail } from './catalogue/wagtail.js';

/** Every app there is a start script for. */
export const catalogue: readonly App[] = [
  calibreweb,
  changedetection,
  evershop,
  moin,
  octoprint,
  pgadmin4,
  tiddlywiki,
  wagtail,
];
