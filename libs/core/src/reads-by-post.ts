/**
 * Whether a request only asks, though it is sent as POST since its question is too long for an address. `body` is what it
 * sends, as text. Known are GraphQL documents without any mutation or subscription, and JSON sent to addresses by which apps
 * of one page ask for lists and figures, as long as no word of it gives an order. What is doubtful may write.
 * Its source is also handed to the test runner, so it names nothing outside of itself.
 */
export function asksByPost({ method, url, body }: { method: string; url: string; body: string | null }): boolean {
  const address =
    /\/_?(?:m?search|filter|counts?|lookup|autocomplete|suggest(?:ions)?|typeahead|paginate|aggregate|query)\/?$/i;
  // In SQL, Cypher, SPARQL and the like.
  const order =
    /\$(?:out|merge)\b|\b(?:insert|replace|update|delete|drop|alter|create|truncate|merge|grant|revoke|call|copy|vacuum|attach|detach|remove|set|load|exec|execute)\b/i;
  const isQuestion = (sent: unknown): boolean => {
    const query: unknown = typeof sent === 'object' && sent !== null && 'query' in sent ? sent.query : undefined;
    if (typeof query !== 'string') return false;
    return /^[\s,]*(?:\{|query\b|fragment\b)/.test(query) && !/\b(?:mutation|subscription)\b/.test(query);
  };
  if (method !== 'POST' || !body) return false;
  try {
    const sent: unknown = JSON.parse(body);
    const all: unknown[] = Array.isArray(sent) ? sent : [sent];
    if (all.length > 0 && all.every(isQuestion)) return true;
    return typeof sent === 'object' && address.test(new URL(url).pathname) && !order.test(body);
  } catch {
    // No JSON: a form, a file, text of unknown meaning.
    return false;
  }
}
