import { format, type Options } from 'prettier';

/** The style of every written file; the project carries the same as `.prettierrc.json`. */
export const prettierOptions = { printWidth: 100, singleQuote: true } as const satisfies Options;

export const formatFile = (path: string, source: string): Promise<string> =>
  format(source, { ...prettierOptions, filepath: path });

const marker = /^\s*\/\/ @step (\d+)$/;

/** The comment line that stands above step number `index` until the file is formatted. */
export const stepMarker = (index: number): string => `// @step ${index}`;

/**
 * Formats a source with step markers and takes them out again.
 * `lines[index]` is the line, from 1, at which the statement of step `index` begins in `content`.
 * No text of a page can pass for a marker, since literals hold no line ends.
 */
export async function formatWithMarkers(path: string, source: string): Promise<{ content: string; lines: number[] }> {
  const kept: string[] = [];
  const lines: number[] = [];
  for (const line of (await formatFile(path, source)).split('\n')) {
    const index = marker.exec(line)?.[1];
    if (index === undefined) kept.push(line);
    else lines[Number(index)] = kept.length + 1;
  }
  return { content: kept.join('\n'), lines };
}
