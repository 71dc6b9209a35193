/** Headers of the small pages before a report: no script, one form that goes back to where it came from. */
export const sharePageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
} as const;

const style = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f7f7f8,#0f1115);color:light-dark(#18181b,#f4f4f5)}
main{max-width:24rem;padding:2rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0 0 1rem;color:light-dark(#52525b,#a1a1aa)}label{display:block;font-weight:600;margin-bottom:.25rem}
input{width:100%;box-sizing:border-box;padding:.6rem .7rem;font:inherit;border:1px solid light-dark(#a1a1aa,#52525b);border-radius:.5rem;background:light-dark(#fff,#18181b);color:inherit}
button{margin-top:1rem;padding:.6rem 1rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:light-dark(#18181b,#f4f4f5);color:light-dark(#fff,#18181b);cursor:pointer}
:focus-visible{outline:2px solid #2563eb;outline-offset:2px}[role=alert]{color:light-dark(#b91c1c,#fca5a5)}`;

const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title} · TestForge</title><style>${style}</style></head><body><main>${body}</main></body></html>
`;

/** Asks for the password. `code` is checked to be one of ours before it is written. */
export const passwordPage = (code: string, wrong: boolean): string =>
  page(
    'This report has a password',
    `<h1>This report has a password</h1><p>Ask whoever sent you the link for it.</p>${wrong ? '<p role="alert">That is not the password. Try again.</p>' : ''}<form method="post" action="/r/${encodeURIComponent(code)}"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="off" required maxlength="500" autofocus><button>Show the report</button></form>`,
  );

/** One answer for a link that never was, was revoked, has expired, or was opened often enough. */
export const gonePage = (): string =>
  page(
    'This link shows nothing',
    '<h1>This link shows nothing</h1><p>It was ended, has expired, or was never complete. Ask whoever sent it for a new one.</p>',
  );
