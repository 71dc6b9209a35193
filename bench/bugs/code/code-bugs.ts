import type { CodeBug } from './code-bug.js';
import { djangoAdminBugs } from './django-admin.js';
import { ihatemoneyBugs } from './ihatemoney.js';
import { sqliteWebBugs } from './sqlite-web.js';

/** By the name of the app in bench/apps. */
export const codeBugs: Readonly<Record<string, readonly CodeBug[]>> = {
  ihatemoney: ihatemoneyBugs,
  'django-admin': djangoAdminBugs,
  'sqlite-web': sqliteWebBugs,
};
