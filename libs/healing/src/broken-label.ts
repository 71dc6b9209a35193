/** What programs write where a text should be. */
const leftover = /^(?:undefined|null|nan|true|false|\[object .*\])$|\{\{|\}\}|\$\{|%[sd](?!\p{L})|%\(\w+\)/iu;
/** The name of a text instead of the text: `profile.actions.save`, `SAVE_BUTTON`. */
const textKey = /^[\p{L}\d]+(?:[._][\p{L}\d]+)+$/u;

/**
 * Whether a label that said something says nothing any more, or what only a program understands: then the element may be
 * the same, but this is a fault of the app that somebody should see before a test goes on to look for it.
 */
export function isBrokenLabel(before: string | undefined, after: string | undefined): boolean {
  const [old, now] = [before?.trim() ?? '', after?.trim() ?? ''];
  if (!/\p{L}/u.test(old) || leftover.test(old)) return false;
  return now === '' || leftover.test(now) || (textKey.test(now) && !textKey.test(old));
}
