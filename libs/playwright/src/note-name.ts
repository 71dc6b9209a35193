/** The attachment by which a test tells the reporter what was healed, asked and left. */
export const noteName = 'testforge';
