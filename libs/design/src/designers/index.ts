import type { Designer } from '../draft.js';
import { accounts } from './accounts.js';
import { asTypedRecord } from './as-typed.js';
import { boundary } from './boundary.js';
import { extend } from './extend.js';
import { filter } from './filter.js';
import { formHappy, savingWays } from './form-happy.js';
import { formRequired } from './form-required.js';
import { listAgrees } from './list-agrees.js';
import { itemViews } from './item-views.js';
import { listDetail } from './list-detail.js';
import { cart } from './cart.js';
import { errorPage } from './error-page.js';
import { logIn } from './log-in.js';
import { logInRefused } from './log-in-refused.js';
import { narrowingLinks } from './narrowing-links.js';
import { navigation } from './navigation.js';
import { paging } from './paging.js';
import { pagingWhole } from './paging-whole.js';
import { record } from './record.js';
import { rolePages } from './role-pages.js';
import { search } from './search.js';
import { smoke } from './smoke.js';
import { sorting } from './sorting.js';
import { figures } from './figures.js';
import { totals } from './totals.js';
import { untoldLimits } from './untold-limits.js';
import { walk } from './walk.js';
import { widgets } from './widgets.js';

/** Every designer, in the order in which their drafts stand within one priority. */
export const designers: readonly Designer[] = [
  logIn,
  rolePages,
  formHappy,
  cart,
  accounts,
  search,
  listDetail,
  listAgrees,
  filter,
  narrowingLinks,
  sorting,
  paging,
  pagingWhole,
  totals,
  figures,
  logInRefused,
  navigation,
  record,
  extend,
  asTypedRecord,
  savingWays,
  formRequired,
  boundary,
  untoldLimits,
  itemViews,
  widgets,
  errorPage,
  smoke,
  walk,
];
