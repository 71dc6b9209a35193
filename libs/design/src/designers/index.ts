import type { Designer } from '../draft.js';
import { formHappy } from './form-happy.js';
import { formRequired } from './form-required.js';
import { listDetail } from './list-detail.js';
import { logInRefused } from './log-in-refused.js';
import { navigation } from './navigation.js';
import { search } from './search.js';
import { smoke } from './smoke.js';

/** Every designer, in the order in which their drafts stand within one priority. */
export const designers: readonly Designer[] = [
  smoke,
  formHappy,
  search,
  listDetail,
  logInRefused,
  navigation,
  formRequired,
];
