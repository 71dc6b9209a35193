import type { Fingerprint } from '@testforge/core';

const typedInto = new Set(['input', 'textarea', 'select']);

/**
 * What may be told of an element to whoever gets the written project: not what somebody typed or what stood around it, for
 * that may be an address, a name or a key of the person who was logged in.
 */
export function takenAway(fingerprint: Fingerprint): Fingerprint {
  const { value: _value, neighbourTexts: _around, text, attributes, ...rest } = fingerprint;
  const { value: _typed, ...others } = attributes ?? {};
  return {
    ...rest,
    ...(text !== undefined && !typedInto.has(fingerprint.tag) ? { text } : {}),
    ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
  };
}
