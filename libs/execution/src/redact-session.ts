const mask = '•••';
const sessionHeader =
  /^(cookie|set-cookie|authorization|proxy-authorization|x-(csrf|xsrf)-?token|x-csrftoken|x-auth-token|x-api-key)$/i;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Pairs of name and value, as HAR writes headers and cookies and a storage state its storage. */
const maskPairs = (pairs: Json, masked: (name: string) => boolean): Json =>
  Array.isArray(pairs)
    ? pairs.map((pair) =>
        isRecord(pair) && typeof pair['value'] === 'string' && masked(String(pair['name']))
          ? { ...pair, value: mask }
          : withoutSession(pair),
      )
    : withoutSession(pairs);

/** The same value without what would let its reader go on with somebody's session. */
function withoutSession(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSession);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      if (key === 'headers') return [key, maskPairs(held, (name) => sessionHeader.test(name))];
      if (key === 'cookies' || key === 'localStorage') return [key, maskPairs(held, () => true)];
      return [key, withoutSession(held)];
    }),
  );
}

/**
 * Takes cookies, tokens and stored state out of the lines of a recording (`*.trace`, `*.network`: one JSON value a line, with
 * requests in the shape of HAR 1.2). A line that is no JSON is left out.
 */
export function withoutSessions(lines: string): string {
  return lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      try {
        return JSON.stringify(withoutSession(JSON.parse(line) as Json));
      } catch {
        return '';
      }
    })
    .join('\n');
}
