import { ApiProblem, createApiClient, unwrap, type Schemas } from '@testforge/sdk/api';
import { bearer, refreshSession } from './session/session.js';

export type Project = Schemas['Project'];
export type Run = Schemas['Run'];
export type RunLine = Schemas['RunLine'];
export type Report = Schemas['Report'];
export type ReportedTest = Report['tests'][number];
export type TestDetail = Schemas['TestDetail'];
export type RunTest = Schemas['RunTests']['items'][number];
export type RunState = Schemas['RunStates']['items'][number];
export type TestState = ReportedTest['state'];

/** Sends the session's token along, and asks once more with a fresh one when it has run out. */
const authorised: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const again = request.clone();
  const send = (each: Request, token: string | null) => {
    if (token) each.headers.set('authorization', `Bearer ${token}`);
    return fetch(each);
  };
  const answer = await send(request, await bearer());
  return answer.status === 401 ? send(again, (await refreshSession())?.accessToken ?? null) : answer;
};

export const api = createApiClient({ server: window.location.origin, fetch: authorised });
export { ApiProblem, authorised, unwrap };

/** Signed addresses name the platform as it was configured; what is our own is asked for where this page came from. */
export function ownAddress(url: string): string {
  const { pathname, search, host } = new URL(url, window.location.origin);
  const isOwn = pathname.startsWith('/objects/') || host === window.location.host;
  return isOwn ? `${pathname}${search}` : url;
}

/** Fetches a file that needs the session and hands it to the person. */
export async function download(path: string, name: string): Promise<void> {
  const answer = await authorised(path);
  if (!answer.ok) throw new ApiProblem(answer.status, 'download', 'The file could not be fetched. Try again.');
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(await answer.blob()),
    download: name,
  });
  link.click();
  URL.revokeObjectURL(link.href);
}
