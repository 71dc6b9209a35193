const mask = '•••';
const names =
  '(?:token|secret|passw(?:or)?d|passphrase|pwd|otp|api[_-]?key|access[_-]?key|jwt|session[_-]?id|credential|signature)';

/** `"accessToken": "…"` in JSON, in JSON within JSON, and in a page's own scripts; the value ends at its quote. */
const inJson = new RegExp(
  String.raw`(\\{0,3}"[\w.-]{0,40}${names}[\w.-]{0,40}\\{0,3}"\s{0,10}:\s{0,10}\\{0,3}")((?:[^"\\]|\\[^"\\])+)`,
  'gi',
);
const inAddress = new RegExp(String.raw`([?&;][\w.[\]%-]{0,60}${names}[\w.[\]%-]{0,20}=)[^&#\s"'<>\\]+`, 'gi');
const inForm = new RegExp(String.raw`((?:^|&)[\w.[\]%-]{0,60}${names}[\w.[\]%-]{0,20}=)[^&]+`, 'gi');
const isForm = /^[\w.[\]%-]{1,100}=[^\s<>{}"']*$/;
/** RFC 7519, as it stands in headers, scripts and storage alike. */
const jsonWebToken = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g;

/** An address, or a text with addresses in it, without what opens something. */
export const withoutTokensInAddress = (text: string): string => text.replace(inAddress, `$1${mask}`);

/**
 * A body that was sent or answered, without what its reader could go on with in somebody's name: tokens and keys under the
 * names that such things have, and JSON Web Tokens. Everything else is evidence and stays, byte for byte.
 */
export function withoutTokens(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const written = Buffer.from(mask).toString('latin1');
  const kept = text
    .replace(inJson, (_whole, before: string) => before + written)
    .replace(inAddress, (_whole, before: string) => before + written)
    .replace(jsonWebToken, written);
  const masked = isForm.test(kept) ? kept.replace(inForm, (_whole, before: string) => before + written) : kept;
  return masked === text ? bytes : Buffer.from(masked, 'latin1');
}
