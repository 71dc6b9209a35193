/** Headers of a file that holds text of the app under test: when it is opened it may show itself and nothing else. */
export const untrustedFileHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'cache-control': 'private, max-age=60',
} as const;
