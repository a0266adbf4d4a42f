import { afterEach, describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import type { Script } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { ROUTES } from '../kit/harness/wires.js';
import { startTraceCollector, type TraceCollector } from './trace-collector.js';

const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const MINUTE = 60_000;
const OUTSIDE = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };

/** Tells on stderr what of OpenTelemetry a process loads. The API alone does nothing; other packages bring it. */
const TELL_LOADED = `
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    if (/@opentelemetry\\/(?!api\\/)/.test(url)) console.error('LOADED ' + url);
    return next(url, context);
  },
});`;

let upstream: Upstream;
let collector: TraceCollector;
let gateway: GatewayProcess;

afterEach(async () => {
  await gateway.stop();
  await upstream.close();
  await collector.close();
}, MINUTE);

async function set(script: Script, isOn = true): Promise<void> {
  upstream = await startUpstream(route.wire, script);
  collector = await startTraceCollector();
  gateway = await startGateway({
    ...route.settings(upstream.url),
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(TELL_LOADED)}`,
    ...(isOn
      ? { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a%20b, x-key=secret-1' }
      : {}),
  });
}

async function ask(headers: Record<string, string> = {}): Promise<void> {
  const sent = { body: question({ stream: true }), headers: { 'x-api-key': TOKEN, ...headers } };
  await (await askGateway(gateway, sent)).text();
}

describe('traces', () => {
  it(
    'go to the collector, belong to the trace of the client, and go on to the upstream',
    async () => {
      await set(() => ({ says: [{ text: 'hello' }], usage: { input: 30, output: 5, cached: 10 } }));
      await ask({
        traceparent: `00-${OUTSIDE.trace}-${OUTSIDE.span}-01`,
        tracestate: 'vendor=1',
        'x-claude-code-session-id': 's-1',
      });
      expect(await gateway.stop()).toBe(0);
      expect(collector.spans).toHaveLength(2);
      const server = collector.spans.find(({ parentSpanId }) => parentSpanId === OUTSIDE.span)!;
      const client = collector.spans.find(({ parentSpanId }) => parentSpanId === server.spanId)!;
      expect(server).toMatchObject({
        traceId: OUTSIDE.trace,
        name: 'POST /v1/messages',
        kind: 2,
        attributes: {
          'http.request.method': 'POST',
          'http.route': '/v1/messages',
          'http.response.status_code': 200,
        },
        resource: { 'service.name': 'messages-gateway' },
      });
      expect(client).toMatchObject({
        traceId: OUTSIDE.trace,
        name: 'chat gpt-4.1',
        kind: 3,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'gpt-4.1',
          'gen_ai.request.max_tokens': 100,
          'gen_ai.conversation.id': 's-1',
          'gen_ai.usage.input_tokens': 30,
          'gen_ai.usage.cache_read.input_tokens': 10,
          'gen_ai.usage.output_tokens': 5,
          'gen_ai.response.finish_reasons': { values: [{ stringValue: 'end_turn' }] },
        },
      });
      expect(JSON.stringify(collector.spans)).not.toMatch(/hello/i);
      expect(upstream.received[0]!.headers).toMatchObject({
        traceparent: `00-${OUTSIDE.trace}-${client.spanId}-01`,
        tracestate: 'vendor=1',
      });
      expect(collector.headers[0]).toMatchObject({ 'x-team': 'a b', 'x-key': 'secret-1' });
      expect(gateway.log()).toContain('LOADED');
      expect(gateway.log()).not.toContain('secret-1');
    },
    MINUTE,
  );

  it(
    'tell what failed, and begin a trace where the client has none',
    async () => {
      await set(() => ({ refuses: { status: 401, message: 'no' } }));
      await Promise.all([ask(), ask({ traceparent: 'nonsense' })]);
      expect(await gateway.stop()).toBe(0);
      expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(2);
      const clients = collector.spans.filter(({ kind }) => kind === 3);
      const failed = { attributes: { 'error.type': 'authentication_error' }, status: { code: 2 } };
      expect(clients).toMatchObject([failed, failed]);
    },
    MINUTE,
  );

  it(
    'cost nothing where no collector is named: nothing is loaded, nothing is sent',
    async () => {
      await set(() => ({ says: [{ text: 'hello' }] }), false);
      await ask();
      expect(await gateway.stop()).toBe(0);
      expect(gateway.log()).not.toContain('LOADED');
      expect(collector.spans).toEqual([]);
      expect(upstream.received[0]!.headers).not.toHaveProperty('traceparent');
    },
    MINUTE,
  );
});
