import type { App } from './app.js';
import { calibreweb } from './catalogue/calibreweb.js';
import { changedetection } from './catalogue/changedetection.js';
import { djangoAdmin } from './catalogue/django-admin.js';
import { evershop } from './catalogue/evershop.js';
import { ihatemoney } from './catalogue/ihatemoney.js';
import { kolibri } from './catalogue/kolibri.js';
import { moin } from './catalogue/moin.js';
import { nodeRed } from './catalogue/node-red.js';
import { octoprint } from './catalogue/octoprint.js';
import { optuna } from './catalogue/optuna.js';
import { pgadmin4 } from './catalogue/pgadmin4.js';
import { prefect } from './catalogue/prefect.js';
import { shiori } from './catalogue/shiori.js';
import { sqliteWeb } from './catalogue/sqlite-web.js';
import { tiddlywiki } from './catalogue/tiddlywiki.js';
import { unleash } from './catalogue/unleash.js';
import { wagtail } from './catalogue/wagtail.js';

/** Every app there is a start script for. */
export const catalogue: readonly App[] = [
  calibreweb,
  changedetection,
  djangoAdmin,
  evershop,
  ihatemoney,
  kolibri,
  moin,
  nodeRed,
  octoprint,
  optuna,
  pgadmin4,
  prefect,
  shiori,
  sqliteWeb,
  tiddlywiki,
  unleash,
  wagtail,
];
