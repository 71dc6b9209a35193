/** A field of an answer that should never have left the server. */
export interface ExposedSecret {
  /** Names from the top, `[]` for the members of a list: `users[].passwordHash`. */
  field: string;
  what: 'a password hash' | 'a private key' | 'a secret' | 'a token of somebody';
}

/** Hashes that say what they are: bcrypt, argon2, scrypt, PBKDF2, SHA-crypt, phpass. */
const passwordHash =
  /^(\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$|\$argon2(id|i|d)\$|\$(scrypt|s0|7|5|6|y|pbkdf2[\w-]*)\$.{20}|pbkdf2[:_]sha\d+[:$]|\$[PH]\$[./A-Za-z0-9]{31}$)/;
const privateKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
/** Long, and no word of any language: hexadecimal, Base64, or a signed token. */
const opaque = /^([0-9a-f]{32,}|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/-]{24,}={0,2})$/i;

const secretName =
  /(^|_)(password|passwd|pwd|pass_?hash|password_?(hash|digest|salt)|hash(ed)?_?pass(word)?|client_secret|totp_?secret|otp_?secret|mfa_?secret|two_factor_secret|private_key|api_secret|secret_key|secret)$/;
/** Whoever logs in is given a token of his own; in a list they are those of others. */
const tokenName = /(^|_)(reset|access|refresh|auth|session|api|remember|invitation|recovery)_?(token|key)$/;

const mostValues = 20_000;
const deepest = 12;

const snakeCase = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();

function whatIs(name: string, value: string, inList: boolean): ExposedSecret['what'] | null {
  if (passwordHash.test(value)) return 'a password hash';
  if (privateKey.test(value)) return 'a private key';
  if (!opaque.test(value)) return null;
  if (secretName.test(snakeCase(name))) return /pass|pwd/i.test(name) ? 'a password hash' : 'a secret';
  return inList && tokenName.test(snakeCase(name)) ? 'a token of somebody' : null;
}

/**
 * Fields of a JSON answer that hold a password's hash, a key or a token which nobody outside has a use for, each once.
 * Judged by the shape of the value and, where that alone does not tell, by the name of the field. Never returns a value.
 */
export function findExposedSecrets(text: string): ExposedSecret[] {
  const found = new Map<string, ExposedSecret>();
  let left = mostValues;
  const walk = (value: unknown, field: string, name: string, place: { inList: boolean; depth: number }): void => {
    left -= 1;
    if (left < 0 || place.depth > deepest) return;
    if (typeof value === 'string') {
      const what = whatIs(name, value, place.inList);
      if (what) found.set(field, { field, what });
    } else if (Array.isArray(value)) {
      for (const each of value as unknown[]) walk(each, `${field}[]`, name, { inList: true, depth: place.depth + 1 });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value))
        walk(each, field ? `${field}.${key}` : key, key, { inList: place.inList, depth: place.depth + 1 });
    }
  };
  walk(parseJson(text), '', '', { inList: false, depth: 0 });
  return [...found.values()];
}

/** Undefined where the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
