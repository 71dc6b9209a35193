/** The shapes in which tests of ours name what they make: those of names and words, and of other texts. */
const names =
  /(?<!\p{L})Alex(?:[ _-](?:changed|other))*[ _-][A-Z][a-z]{7}(?!\p{L})|(?<!\p{L})(?:visitor|item)(?:changed|other)?[a-z]{10}(?!\p{L})/u;
const texts = /(?<!\p{L})\p{Ll}+-[a-z]{10}(?!\p{L})/u;

/** Whether a text names what tests of ours once made and did not take away again. */
export const isMadeByTests = (text: string): boolean => names.test(text);

/** Whether it may do so: some words of the app's own look alike (“web-technology”). */
export const mayBeMadeByTests = (text: string): boolean => names.test(text) || texts.test(text);
