/** What a response of the status 200 contains: a schema by its name, or a text of a media type. */
type Content = { readonly schema: string } | { readonly type: string };

/** A route of the gateway, as clients see it. */
export interface DescribedRoute {
  readonly method: 'get' | 'post';
  /** With parameters in braces. */
  readonly path: string;
  readonly summary: string;
  /** The name of the body's schema. */
  readonly body?: string;
  /** Several where the request or its `accept` decides. */
  readonly responses: readonly Content[];
  /** Admits every client; others need the token, where one is set. */
  readonly isOpen?: true;
}

const STREAM = { type: 'text/event-stream' };
const ALIVE = { responses: [{ schema: 'Alive' }], isOpen: true } as const;

/** Every route; a test compares them with those that the gateway serves. */
export const ROUTES: readonly DescribedRoute[] = [
  {
    method: 'post',
    path: '/v1/messages',
    summary: 'Sends a prompt to the model of the route; with `stream` as server-sent events.',
    body: 'MessagesRequest',
    responses: [{ schema: 'Message' }, STREAM],
  },
  {
    method: 'post',
    path: '/v1/messages/count_tokens',
    summary: 'Counts the tokens of a prompt.',
    body: 'CountRequest',
    responses: [{ schema: 'Count' }],
  },
  {
    method: 'post',
    path: '/v1/messages/explain',
    summary: 'Shows the request that the upstream would get, and its route, without sending it.',
    body: 'MessagesRequest',
    responses: [{ schema: 'Explanation' }],
  },
  { method: 'get', path: '/v1/models', summary: 'Lists the models on offer.', responses: [{ schema: 'ModelPage' }] },
  { method: 'get', path: '/v1/models/{id}', summary: 'Describes a model.', responses: [{ schema: 'Model' }] },
  { method: 'get', path: '/api/hello', summary: 'The first request of Claude Code.', ...ALIVE },
  { method: 'get', path: '/health/live', summary: 'Liveness.', ...ALIVE },
  { method: 'get', path: '/health/startup', summary: 'The end of the start.', ...ALIVE },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'Readiness; 503 while the gateway stops.',
    responses: [{ schema: 'Ready' }],
    isOpen: true,
  },
  {
    method: 'get',
    path: '/health',
    summary: 'The state of the gateway, with the token that of its providers.',
    responses: [{ schema: 'Health' }],
    isOpen: true,
  },
  {
    method: 'get',
    path: '/',
    summary: 'The status page for browsers, else a health check.',
    responses: [{ schema: 'Alive' }, { type: 'text/html' }],
    isOpen: true,
  },
  { method: 'get', path: '/status', summary: 'The data of the status page, once.', responses: [{ schema: 'Status' }] },
  {
    method: 'post',
    path: '/status/checks',
    summary: 'Runs the checks of `doctor`, for operators.',
    responses: [{ schema: 'Checks' }],
  },
  { method: 'get', path: '/status/events', summary: 'The data of the status page.', responses: [STREAM] },
  { method: 'get', path: '/metrics', summary: 'Metrics for Prometheus.', responses: [{ type: 'text/plain' }] },
  { method: 'get', path: '/openapi.json', summary: 'This document.', responses: [{ schema: 'OpenApi' }] },
];
