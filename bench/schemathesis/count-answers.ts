/** How often each status was answered, by `METHOD route`. */
type Answered = Map<string, Map<number, number>>;

const label = (line: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? '';

/** What the API has answered since its start, from its own metrics. */
export async function readAnswers(server: string): Promise<Answered> {
  const text = await (await fetch(`${server}/metrics`)).text();
  const answered: Answered = new Map();
  for (const line of text.split('\n').filter((each) => each.startsWith('testforge_http_requests_total{'))) {
    const route = label(line, 'route').replaceAll(/:(\w+)/g, '{$1}');
    const name = `${label(line, 'method')} ${route}`;
    const statuses = answered.get(name) ?? new Map<number, number>();
    answered.set(name, statuses.set(Number(label(line, 'status')), Number(line.split(' ').at(-1))));
  }
  return answered;
}

/** What was answered between two looks at the metrics. */
export const between = (before: Answered, after: Answered): Answered =>
  new Map(
    [...after].map(([name, statuses]) => [
      name,
      new Map([...statuses].map(([status, count]) => [status, count - (before.get(name)?.get(status) ?? 0)])),
    ]),
  );

/** The answers to one operation of the description. */
export interface OperationAnswers {
  operation: string;
  '2xx': number;
  /** Refused for what was asked, by whoever looks behind the guard. */
  'other 4xx': number;
  'not found, 404': number;
  '401, 403': number;
  '5xx': number;
  /** Nobody looked behind the guard: there was no answer at all, or 401 alone. */
  metNothing: boolean;
}

const sum = (statuses: Map<number, number>, counts: (status: number) => boolean): number =>
  [...statuses].reduce((total, [status, count]) => total + (counts(status) ? count : 0), 0);

/** One line for each operation of the description, in its order. */
export function byOperation(answered: Answered, operations: Record<string, string>): OperationAnswers[] {
  return Object.entries(operations).map(([operation, name]) => {
    const statuses = answered.get(name) ?? new Map<number, number>();
    const apart = [401, 403, 404];
    return {
      operation,
      '2xx': sum(statuses, (status) => status < 400),
      'other 4xx': sum(statuses, (status) => status >= 400 && status < 500 && !apart.includes(status)),
      'not found, 404': sum(statuses, (status) => status === 404),
      '401, 403': sum(statuses, (status) => status === 401 || status === 403),
      '5xx': sum(statuses, (status) => status >= 500),
      metNothing: sum(statuses, (status) => status !== 401) === 0,
    };
  });
}

export const total = (answered: Answered, counts: (status: number) => boolean = () => true): number =>
  [...answered.values()].reduce((all, statuses) => all + sum(statuses, counts), 0);

/** `METHOD path` of each operation, as the API describes itself. */
export async function listOperations(server: string): Promise<Record<string, string>> {
  const { paths } = (await (await fetch(`${server}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]),
    ),
  );
}
