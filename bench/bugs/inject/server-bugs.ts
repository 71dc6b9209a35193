import type { AppModel } from '@testforge/core';
import type { Observed, Possible } from './choose-bugs.js';
import type { Answer } from './fault.js';
import { foldPath, type Endpoint } from './traffic.js';

const logsOut = /log-?out|sign-?out|logoff/i;
const password = /pass|pwd/i;
/** Parameters of the machinery, which people do not choose. */
const technical = /^_|csrf|token|nonce|^v$|^ver$|^t$|^ts$|hash|callback|^next$/i;

/** What can go wrong behind the page: with what is sent, kept and answered. */
export function serverBugs({ model, endpoints, hasAccount }: Observed): Possible[] {
  const reads = endpoints.filter(({ method }) => method === 'GET');
  const writes = endpoints.filter(({ method }) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS');
  const logIns = writes.filter(({ fields }) => Object.keys(fields).some((name) => password.test(name)));
  const ordinary = writes.filter((endpoint) => !logIns.includes(endpoint) && !logsOut.test(endpoint.template));
  const leaves = endpoints.filter(({ template }) => logsOut.test(template));
  return [
    ...reads.flatMap((endpoint) => [...ignoredQueries(endpoint), fails(endpoint), stale(endpoint)]),
    ...ordinary.flatMap((endpoint) => [
      ...lost(endpoint, 'lost-write'),
      fails(endpoint),
      doubled(endpoint),
      ...forgotten(endpoint),
      ...wrongRedirect(endpoint),
      ...unchecked(endpoint, model),
    ]),
    ...logIns.flatMap(wrongRedirect),
    ...leaves.flatMap((endpoint) => lost(endpoint, 'log-out-ignored')),
    ...(hasAccount ? [...logIns.flatMap(anyPassword), ...guests(reads, model)] : []),
  ];
}

const plainPage = (title: string): string => `<!doctype html><title>${title}</title><h1>${title}</h1>`;

/** Pages that are no longer what they were: not there, empty, or another; and fields that are not kept at all. */
export function lostPages({ endpoints }: Observed): Possible[] {
  const reads = endpoints.filter(({ method, template }) => method === 'GET' && !logsOut.test(template));
  const page = (endpoint: Endpoint, kind: string, what: string, answer: Answer): Possible => ({
    kind,
    description: `${endpoint.template} ${what}`,
    pages: [endpoint.template],
    fault: { effect: 'drops', at: at(endpoint), answer },
  });
  const contentType = 'text/html; charset=utf-8';
  return [
    ...reads.flatMap((endpoint) => [
      page(endpoint, 'lost-page', 'is not found', { status: 404, contentType, body: plainPage('Not found') }),
      page(endpoint, 'blank-page', 'is blank', { status: 200, contentType, body: '<!doctype html><body></body>' }),
      ...(endpoint.template === '/'
        ? []
        : [page(endpoint, 'wrong-page', 'leads to the front page', { status: 302, location: '/', body: '' })]),
    ]),
    ...endpoints.filter(({ method }) => method !== 'GET').flatMap(emptied),
  ];
}

const emptied = (endpoint: Endpoint): Possible[] =>
  Object.entries(endpoint.fields)
    .filter(([field, values]) => !technical.test(field) && !password.test(field) && values.some(Boolean))
    .map(([field]) => ({
      kind: 'field-lost',
      description: `${endpoint.method} ${endpoint.template} keeps nothing of “${field}”`,
      pages: null,
      fault: { effect: 'keepsFirstValue', at: at(endpoint), field, first: '' },
    }));

const at = ({ method, template }: Endpoint) => ({ method, template });

const fails = (endpoint: Endpoint): Possible => ({
  kind: 'server-error',
  description: `${endpoint.method} ${endpoint.template} ends in a server error`,
  pages: endpoint.method === 'GET' ? [endpoint.template] : null,
  fault: { effect: 'fails', at: at(endpoint) },
});

const stale = (endpoint: Endpoint): Possible => ({
  kind: 'stale-cache',
  description: `${endpoint.template} is shown to a visitor as it first was`,
  pages: [endpoint.template],
  fault: { effect: 'answersStale', at: at(endpoint) },
});

const ignoredQueries = (endpoint: Endpoint): Possible[] =>
  Object.entries(endpoint.query)
    .filter(([param, values]) => !technical.test(param) && values.some(Boolean))
    .map(([param]) => ({
      kind: 'ignored-query',
      description: `${endpoint.template} ignores “${param}”`,
      pages: [endpoint.template],
      fault: { effect: 'ignoresQuery', at: at(endpoint), param },
    }));

const lost = (endpoint: Endpoint, kind: string): Possible[] =>
  endpoint.answer || endpoint.method === 'GET'
    ? [
        {
          kind,
          description: `${endpoint.method} ${endpoint.template} answers as always and does nothing`,
          pages: null,
          fault: {
            effect: 'drops',
            at: at(endpoint),
            answer: endpoint.answer ?? { status: 302, location: '/', body: '' },
          },
        },
      ]
    : [];

const doubled = (endpoint: Endpoint): Possible => ({
  kind: 'double-write',
  description: `${endpoint.method} ${endpoint.template} is carried out twice`,
  pages: null,
  fault: { effect: 'repeats', at: at(endpoint) },
});

/** Only what differed from time to time can be told from the first. */
const forgotten = (endpoint: Endpoint): Possible[] =>
  Object.entries(endpoint.fields)
    .filter(([field, values]) => !technical.test(field) && !password.test(field) && values.length > 1)
    .map(([field, values]) => ({
      kind: 'field-forgotten',
      description: `${endpoint.method} ${endpoint.template} keeps the “${field}” that was sent first`,
      pages: null,
      fault: { effect: 'keepsFirstValue', at: at(endpoint), field, first: values.find(Boolean) ?? '' },
    }));

const wrongRedirect = (endpoint: Endpoint): Possible[] =>
  endpoint.answer?.location === undefined || new URL(endpoint.answer.location, 'http://app').pathname === '/'
    ? []
    : [
        {
          kind: 'wrong-redirect',
          description: `${endpoint.method} ${endpoint.template} leads to the front page`,
          pages: null,
          fault: { effect: 'redirects', at: at(endpoint), to: '/' },
        },
      ];

/** What the server was seen to take; else something that most servers do. */
const valueFor = (name: string, { fields }: Endpoint): string =>
  fields[name]?.find(Boolean) ??
  (/mail/i.test(name) ? 'someone@example.com' : /url|link/i.test(name) ? 'https://example.com/' : '1');

/** Forms whose required fields may be left out, in the page and on the server. */
function unchecked(endpoint: Endpoint, model: AppModel): Possible[] {
  for (const { template, path, snapshot } of model.states) {
    const form = snapshot.forms.find(
      ({ action, method }) =>
        method.toUpperCase() === endpoint.method &&
        foldPath(new URL(action || path, 'http://app').pathname) === endpoint.template,
    );
    const required = form?.fields.flatMap(({ required: is, nameAttr }) => (is && nameAttr ? [nameAttr] : [])) ?? [];
    if (required.length === 0) continue;
    const fields = Object.fromEntries(required.map((name) => [name, valueFor(name, endpoint)]));
    return [
      {
        kind: 'lost-validation',
        description: `the form at ${template} takes nothing for ${Object.keys(fields).join(', ')}`,
        pages: [template, endpoint.template],
        fault: { effect: 'acceptsAnything', at: at(endpoint), fields, on: template },
      },
    ];
  }
  return [];
}

const anyPassword = (endpoint: Endpoint): Possible[] => {
  const field = Object.keys(endpoint.fields).find((name) => password.test(name));
  return field === undefined
    ? []
    : [
        {
          kind: 'wrong-log-in',
          description: `${endpoint.template} takes any password`,
          pages: [endpoint.template],
          fault: { effect: 'takesAnyPassword', at: at(endpoint), field },
        },
      ];
};

/** Pages that only those who are logged in have seen. */
function guests(reads: readonly Endpoint[], model: AppModel): Possible[] {
  const open = new Set(model.states.filter(({ signedOut }) => signedOut).map(({ path }) => foldPath(path)));
  const closed = new Set(model.states.filter(({ signedOut }) => !signedOut).map(({ path }) => foldPath(path)));
  return reads
    .filter(({ template }) => closed.has(template) && !open.has(template))
    .map((endpoint) => ({
      kind: 'wrong-role',
      description: `${endpoint.template} is shown to visitors who are not logged in`,
      pages: [endpoint.template],
      fault: { effect: 'opensToGuests', at: at(endpoint) },
    }));
}
