import type { App } from './app.js';
import { calibreweb } from './catalogue/calibreweb.js';
import { changedetection } from './catalogue/changedetection.js';
import { moin } from './catalogue/moin.js';
import { tiddlywiki } from './catalogue/tiddlywiki.js';
import { verdaccio } from './catalogue/verdaccio.js';
import { wagtail } from './catalogue/wagtail.js';

export const catalogue: readonly App[] = [calibreweb, changedetection, moin, tiddlywiki, verdaccio, wagtail];
