import { destroying } from '@testforge/core';
import { routesOf } from './routing-parameters.js';

/** Words of links that end the session, in English, German, French and Spanish. */
const logOut =
  /\b(log[\s_-]?out|log[\s_-]?off|sign[\s_-]?out|sign[\s_-]?off|end[\s_-]session|abmelden|ausloggen|(?:se[\s_-])?d[ée]connecter|d[ée]connexion|cerrar[\s_-]sesi[oó]n|desconectar(?:se)?|salir)\b/i;
/** Words of links that put something away or empty it, besides those that destroy. */
const putsAway = /\b(mute|unmute|reset|clear[\s_-](?:all|cart|basket)|empty[\s_-](?:cart|basket)|vaciar)\b/i;

const fileKinds = 'csv|tsv|xlsx?|ods|odt|docx?|pdf|zip|epub|mobi|json|xml|ics|vcf|sql|excel|spreadsheet';
/** Words of links that hand out a file. */
const download = new RegExp(
  `(?<!\\p{L})(download|export|herunterladen|télécharger|exporter|descargar|exportar)(?!\\p{L}).*(?<!\\p{L})(${fileKinds})(?!\\p{L})`,
  'iu',
);
const fileInQuery = new RegExp(`=(${fileKinds})$`, 'i');

const isDownload = (text: string, url: URL | null): boolean =>
  download.test(text) ||
  (url !== null &&
    (/\/download\/[^/]+/i.test(url.pathname) || url.search.split('&').some((each) => fileInQuery.test(each))));

/** What a bare address does at once to the thing that it names. */
const acting =
  /^(like|unlike|vote|(?:up|down)vote|follow|unfollow|approve|publish|unpublish|archive|unarchive|toggle[\w-]*|mark-?(?:as-?)?(?:all-?)?(?:read|unread|done)|activate|star|unstar|favou?rite|pin|unpin|lock|unlock|ban|unban|block|unblock|ack|acknowledge|clone|duplicate|move-?(?:up|down)|(?:in|de)crement|run|start|stop|trigger|sync|resend|refund|bookmark|quick-?link|(?:un)?subscribe)$/i;
/** What it does for who asks to the thing that it names behind: `/+subscribe/Home`. */
const marking = /^[+@_~-]?(un)?(subscribe|quick-?link|follow|like|favou?rite|bookmark)$/i;
/** What it does to one thing with another. */
const joining = /^(add|set|assign|attach|link|move)$/i;
/** What it does to the app itself. */
const ordering = /^(shut-?down|restart|reboot|clear-?cache|flush-?cache|re-?index|re-?scan|run-?cron)$/i;

const isThing = (text: string): boolean => /^\d+$|^(?=.*\d)[0-9a-f-]{8,}$/i.test(text);

/** Whether asking for the address is likely to change something: a well-made app has no such links, many have. */
function changes(url: URL): boolean {
  const segments = url.pathname.split('/').filter(Boolean);
  const words = [...segments, ...routesOf(url)].map((word) => word.replace(/^[+@~]/, '').replaceAll('_', '-'));
  const things = [...segments, ...url.searchParams.values()].filter(isThing).length;
  return (
    (things > 0 && words.some((word) => acting.test(word))) ||
    (things > 1 && words.some((word) => joining.test(word))) ||
    words.some((word) => ordering.test(word)) ||
    segments.slice(0, -1).some((word) => marking.test(word))
  );
}

/** Whether a request that reads by its method ends the session, destroys or changes something by its address. */
export const actsByAddress = (href: string): boolean =>
  !['a download', null].includes(reasonToAvoid({ text: '', href }));

/** Why a link is never followed, by its words and its address; null where nothing speaks against it. */
export function reasonToAvoid(link: { text: string; href: string; download?: boolean }): string | null {
  const url = URL.canParse(link.href) ? new URL(link.href) : null;
  if (link.download || isDownload(link.text, url)) return 'a download';
  const words = `${link.text} ${url ? decoded(url.pathname + url.search).replace(/[/_.=&?+-]+/g, ' ') : ''}`;
  if (logOut.test(words) || /\b(logout|logoff|signout|signoff)\b/i.test(words)) return 'ends the session';
  if (destroying.test(words) || putsAway.test(words)) return 'may destroy something';
  if (url && changes(url)) return 'may change something';
  return null;
}

/** A path may hold what is no valid encoding; it is then judged as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
