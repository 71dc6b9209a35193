import { createApiClient, unwrap } from '@testforge/sdk/api';

/** A link that opens the dashboard signed in as the key's owner, once. */
export async function signInLink({ server, apiKey }: { server: string; apiKey: string }): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  return unwrap(await createApiClient({ server }).POST('/api/v1/auth/links', { headers })).url;
}
