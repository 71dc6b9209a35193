import type { RolePage } from '@testforge/core';
import { pathOf } from '../url-template.js';
import { mainHeading } from './find-mark.js';
import { judgeAnswer } from './judge-answer.js';
import type { KnownPage } from './known-pages.js';
import { lookAt, type Look } from './look-at.js';
import { mayAsk, type Bounds } from './look-around.js';
import type { Sight } from './sight.js';

/** An address that no app has. */
const nowherePath = '/no-such-page-nowhere';

/** What was found out of one page; null where nothing is certain. */
function pageOf(
  { path, template, mark }: KnownPage,
  isLinked: boolean,
  look: Look | undefined,
  answer: ReturnType<typeof judgeAnswer>,
): RolePage | null {
  if (!isLinked && answer === null) return null;
  const isRefused = answer?.outcome === 'refused';
  return {
    path,
    template,
    outcome: isRefused ? 'refused' : isLinked ? 'linked' : 'served',
    reason: isRefused || !isLinked ? (answer?.reason ?? '') : 'a link leads there',
    status: look?.status ?? null,
    address: look ? pathOf(look.snapshot.url) : null,
    heading: look ? mainHeading(look.snapshot) : null,
    ...(answer?.asksToLogIn && { asksToLogIn: true }),
    ...(mark && { mark }),
  };
}

/** Asks for pages that others are led to, and judges the answers. Nothing is clicked or sent. */
export async function askForPages(sight: Sight, pages: readonly KnownPage[], bounds: Bounds): Promise<RolePage[]> {
  const { trip, untilMs } = bounds;
  let nowhere: Look | null | undefined;
  const seeNowhere = async () => {
    nowhere ??= await lookAt(sight.page, new URL(nowherePath, trip.input.url).href, trip);
    return nowhere !== null && nowhere.status < 400 ? nowhere.snapshot : null;
  };
  const answers: RolePage[] = [];
  for (const page of pages) {
    const isLinked = sight.linked.has(page.template);
    const mayBeAsked = mayAsk({ url: page.url, text: '' }, bounds) && performance.now() < untilMs;
    const known = sight.looks.get(page.template);
    const look = known ?? (mayBeAsked ? await lookAt(sight.page, page.url, trip, [...sight.looks.values()]) : null);
    const asking = look && { look, mark: page.mark };
    let answer = asking && judgeAnswer({ ...asking, nowhere: null });
    // What says nothing may be what stands where nothing is.
    if (asking && answer === null && !isLinked) answer = judgeAnswer({ ...asking, nowhere: await seeNowhere() });
    const told = pageOf(page, isLinked, look ?? undefined, answer);
    if (told) answers.push(told);
  }
  if (answers.some(({ outcome }) => outcome === 'refused') && !(await sight.isAlive())) {
    trip.note(`The session of the role “${sight.role}” ended meanwhile: what it is refused is not told.`);
    return answers.filter(({ outcome }) => outcome !== 'refused');
  }
  return answers;
}
