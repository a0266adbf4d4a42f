import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ownValue } from '@gateway/protocol';
import type { TracingSettings } from './tracing.settings.js';
import type { ObservedRequest } from '../../context/request.feed.js';
import { toRoute } from '../../context/to-operation.js';
import { toOutcome } from '../../context/to-outcome.js';
import { toGenAiAttributes } from './to-gen-ai-attributes.js';
import type { Telemetry, Trace } from './telemetry.types.js';

type Settings = Pick<
  TracingSettings,
  'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_HEADERS' | 'OTEL_SERVICE_NAME'
>;

/** Milliseconds; the end of the gateway waits for the last export. */
const EXPORT_TIMEOUT = 3000;

const TO_HEADERS = {
  set: (probe: Record<string, string>, name: string, value: string) => void Object.assign(probe, { [name]: value }),
};
const FROM_HEADERS = {
  get: (probe: NodeJS.Dict<string | string[]>, name: string) => ownValue(probe, name),
  keys: (probe: NodeJS.Dict<string | string[]>) => Object.keys(probe),
};

/**
 * Traces by OpenTelemetry, sent over OTLP/HTTP in batches. This file, and with it all of OpenTelemetry, is loaded only
 * where a collector is set.
 * A request has two spans: the server's, of HTTP, and within it the client's, of the model call. The second follows
 * the semantic conventions for generative AI, and its context is sent to the upstream.
 */
export class OpenTelemetry implements Telemetry {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private readonly propagator = new W3CTraceContextPropagator();

  constructor(settings: Settings) {
    const url = `${settings.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '') ?? ''}/v1/traces`;
    // For each export: the secret may change.
    const headers = (): Promise<Record<string, string>> =>
      Promise.resolve(toHeaders(settings.OTEL_EXPORTER_OTLP_HEADERS ?? ''));
    const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_TIMEOUT });
    this.provider = new TracerProvider({
      resource: defaultResource().merge(resourceFromAttributes({ 'service.name': settings.OTEL_SERVICE_NAME })),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    this.tracer = this.provider.getTracer('messages-gateway');
  }

  begin(watched: ObservedRequest): Trace {
    const { method, originalUrl, headers } = watched.request;
    // Within a middleware, `path` is relative to where it is mounted.
    const path = originalUrl.split('?', 1)[0];
    const outside = this.propagator.extract(ROOT_CONTEXT, headers, FROM_HEADERS);
    const attributes = { 'http.request.method': method, 'url.path': path };
    const server = this.tracer.startSpan(`${method} ${path}`, { kind: SpanKind.SERVER, attributes }, outside);
    const within = trace.setSpan(outside, server);
    const client = this.tracer.startSpan('chat', { kind: SpanKind.CLIENT }, within);
    const toUpstream: Record<string, string> = {};
    this.propagator.inject(trace.setSpan(within, client), toUpstream, TO_HEADERS);
    return { headers: toUpstream, end: () => end(watched, server, client) };
  }

  async shutdown(): Promise<void> {
    await this.provider.shutdown();
  }
}

function end({ request, response }: ObservedRequest, server: Span, client: Span): void {
  const { requestContext } = response.locals;
  const outcome = toOutcome(response);
  const requested = toGenAiAttributes(request, requestContext);
  const { 'gen_ai.operation.name': operation, 'gen_ai.request.model': model } = requested;
  client.updateName([operation, model].filter((part) => part !== undefined).join(' '));
  client.setAttributes(requested);
  const status: Attributes = response.headersSent ? { 'http.response.status_code': response.statusCode } : {};
  const route: Attributes = { 'http.route': toRoute(request) };
  server.setAttributes({ ...status, ...route, 'gateway.request_id': requestContext.requestId });
  // An invalid request of a client is no failure of the server.
  const failed = outcome === undefined || outcome.type === 'ok' ? undefined : outcome;
  for (const span of [client, server]) {
    if (failed !== undefined) span.setAttribute('error.type', failed.type);
    if (failed !== undefined && (span === client || failed.status >= 500))
      span.setStatus({ code: SpanStatusCode.ERROR, message: failed.type });
    span.end();
  }
}

/** Reads `name=value,name=value`; values are percent-encoded, as the specification of OTLP exporters has it. */
function toHeaders(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='));
  const entries = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), decode(pair.slice(at + 1).trim())] as const;
  });
  return Object.fromEntries(entries.filter(([name]) => /^\S+$/.test(name)));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
