/** What a request's schema found wrong, field by field. */
export class InvalidRequest extends Error {
  constructor(readonly errors: { path: string; message: string }[]) {
    super('The request is not valid.');
  }
}

interface Issue {
  message: string;
  path?: readonly unknown[] | undefined;
}

const segment = (part: unknown): string =>
  String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part);

/** Issues of any Standard Schema as an `InvalidRequest`. */
export const invalidRequest = (issues: readonly Issue[]): InvalidRequest =>
  new InvalidRequest(
    issues.map((issue) => ({ path: (issue.path ?? []).map(segment).join('.'), message: issue.message })),
  );
