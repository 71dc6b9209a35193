type Content = Record<string, { schema: { type: 'string'; contentMediaType?: string } }>;

/** The description of an answer that is text of this type. */
export const textual = (contentType: string): Content => ({ [contentType]: { schema: { type: 'string' } } });

/** The description of an answer that is bytes of this type. */
export const binary = (contentType: string): Content => ({
  [contentType]: { schema: { type: 'string', contentMediaType: contentType } },
});
