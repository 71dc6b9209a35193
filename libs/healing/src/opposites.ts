import { meaningsOf } from './similarity.js';

/** What stands beside each other on pages and does the opposite, or is the other of two; by meaning, so in any language. */
const pairs =
  'login logout|login signup|logout signup|next previous|next back|add remove|create remove|show hide|open close|enable disable' +
  '|accept reject|approve reject|confirm reject|confirm cancel|continue cancel|continue back|accept cancel|save cancel|submit cancel|yes no|upload download' +
  '|import export|start end|start stop|more less|all none|subtotal total|username password|firstname lastname' +
  '|activate deactivate|expand collapse|increase decrease|increment decrement|plus minus|undo redo|up down|left right' +
  '|first last|minimum maximum|min max|billing shipping|debit credit|grant revoke|restore archive|restore remove|pay sell' +
  '|older newer|ascending descending|public private|online offline|check uncheck|like dislike|draft publish';

const opposites = new Map<string, Set<string>>();
for (const [one = '', other = ''] of pairs.split('|').map((pair) => pair.split(' ')))
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    opposites.set(from, (opposites.get(from) ?? new Set()).add(to));

/** `unsubscribe` undoes what `subscribe` does. */
const undoes = (a: string, b: string): boolean =>
  ['un', 'dis', 'de'].some((prefix) => b === prefix + a && a.length > 2);

const areOpposite = (a: string, b: string): boolean =>
  opposites.get(a)?.has(b) === true || undoes(a, b) || undoes(b, a);

/** Whether one label says the opposite of what the other says: "Approve" and "Reject", "Weiter" and "Zurück". */
export function saysTheOpposite(a: string, b: string): boolean {
  const [left, right] = [meaningsOf(a), meaningsOf(b)];
  const [own, others] = [left.filter((one) => !right.includes(one)), right.filter((one) => !left.includes(one))];
  return own.some((one) => others.some((other) => areOpposite(one, other)));
}
