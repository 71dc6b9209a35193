interface Fault {
  method: string;
  route: string;
  status: string;
  count: number;
}

const label = (line: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? '';

/** What the API has answered since its start, from its own metrics. */
export async function countAnswers(server: string): Promise<{ requests: number; routes: number; faults: Fault[] }> {
  const text = await (await fetch(`${server}/metrics`)).text();
  const answers = text
    .split('\n')
    .filter((line) => line.startsWith('testforge_http_requests_total{'))
    .map((line) => ({
      method: label(line, 'method'),
      route: label(line, 'route'),
      status: label(line, 'status'),
      count: Number(line.split(' ').at(-1)),
    }));
  return {
    requests: answers.reduce((sum, { count }) => sum + count, 0),
    routes: new Set(answers.map(({ method, route }) => `${method} ${route}`)).size,
    faults: answers.filter(({ status }) => Number(status) >= 500),
  };
}
