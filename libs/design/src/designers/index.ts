import type { Designer } from '../draft.js';
import { formHappy } from './form-happy.js';
import { formRequired } from './form-required.js';
import { listDetail } from './list-detail.js';
import { errorPage } from './error-page.js';
import { logIn } from './log-in.js';
import { logInRefused } from './log-in-refused.js';
import { navigation } from './navigation.js';
import { record } from './record.js';
import { search } from './search.js';
import { smoke } from './smoke.js';

/** Every designer, in the order in which their drafts stand within one priority. */
export const designers: readonly Designer[] = [
  logIn,
  formHappy,
  search,
  listDetail,
  logInRefused,
  navigation,
  record,
  formRequired,
  errorPage,
  smoke,
];
