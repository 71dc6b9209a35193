import { createApiClient } from '@testforge/sdk/api';

/** Where the dashboard is, for a line to a person: a link that opens it signed in, once, at `path` where one is given. */
export async function tellDashboard(
  { server, apiKey }: { server: string; apiKey: string },
  path?: string,
): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const { data } = await createApiClient({ server }).POST('/api/v1/auth/links', { headers });
  if (data && path) data.url = data.url.replace('#', `?to=${encodeURIComponent(path)}#`);
  // A key that may not make links still opens the dashboard when it is typed in.
  return data ? `${data.url}  (the link signs you in once)` : `${server}  (sign in with the API key)`;
}
