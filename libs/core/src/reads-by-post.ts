/** By what a request that is sent as POST is known to ask all the same, since its question is too long for an address. */
export const postReading = {
  /** A question in GraphQL, whose other operations write. */
  question: /"query"\s*:\s*"/,
  operation: /"query"\s*:\s*"[\s\\n]*(?:mutation|subscription)\b/,
  /** Last words of addresses that apps of one page ask for lists and figures; the question is JSON. */
  address:
    /\/_?(?:m?search|filter|counts?|lookup|autocomplete|suggest(?:ions)?|typeahead|paginate|aggregate|query)\/?$/i,
  json: /^\s*[[{]/,
  /** A query may be an order in SQL or its like. */
  order:
    /\b(?:insert\s+into|replace\s+into|update\s+\S+\s+set|delete\s+from|(?:drop|alter|create|truncate|merge)(?:\s+\w|\s*\())/i,
} as const;

/** Whether a request only asks, though it is sent as POST. `body` is what it sends, as text. */
export function asksByPost({ method, url, body }: { method: string; url: string; body: string | null }): boolean {
  if (method !== 'POST' || !body) return false;
  const { question, operation, address, json, order } = postReading;
  if (question.test(body) && !order.test(body)) return !operation.test(body);
  return address.test(URL.parse(url)?.pathname ?? '') && json.test(body) && !order.test(body);
}
