import { afterEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { NEVER, of, throwError } from 'rxjs';
import { openStream } from '../../../test/kit/app/open-stream.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { UpstreamContext } from '../../transport/upstream.context.js';

const usage = { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
const ANSWER = [
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hi' } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage },
] satisfies StreamEvent[];
const MESSAGES = ['user', 'assistant', 'user'].map((role) => ({ role, content: 'hi' }));
const BODY = { model: 'claude-opus-5', stream: true, messages: MESSAGES };

let running: RunningApp;
afterEach(() => running.close());

const start = async (open: Provider['open'], settings = {}): Promise<void> => {
  running = await startApp({ open }, settings);
};
const ask = async (): Promise<void> => {
  await (await fetch(`${running.url}/v1/messages`, { method: 'POST', body: JSON.stringify(BODY) })).text();
};
async function metrics(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return (await fetch(`${running.url}/metrics`)).text();
}

describe('metrics of traffic', () => {
  it("follow the conventions of OpenTelemetry, beside the gateway's own", async () => {
    await start(() => of({ kind: 'events', status: 200, headers: {}, events: () => of(ANSWER) }));
    await ask();
    const page = await metrics();
    const call = 'gen_ai_operation_name="chat",gen_ai_provider_name="scripted",gen_ai_request_model="large"';
    expect(page).toContain(`gen_ai_client_operation_duration_seconds_count{${call}} 1`);
    expect(page).toContain(`gen_ai_client_token_usage_sum{${call},gen_ai_token_type="input"} 10`);
    expect(page).toContain(`gen_ai_client_token_usage_bucket{le="4",${call},gen_ai_token_type="output"} 0`);
    expect(page).toContain(`gen_ai_client_token_usage_bucket{le="16",${call},gen_ai_token_type="output"} 1`);
    expect(page).toContain(`gen_ai_server_time_to_first_token_seconds_count{${call}} 1`);
    expect(page).toContain(`gen_ai_server_time_per_output_token_seconds_count{${call}} 1`);
    expect(page).toMatch(/gateway_build_info\{version="\d[^"]*",node="\d[^"]*"\} 1/);
    expect(page).toContain('gateway_responses_total{operation="messages",provider="scripted",status="200"} 1');
    expect(page).toContain('gateway_cache_misses_total{provider="scripted"} 1');
  });

  it('have the type of an error, its exact status, and the repetitions', async () => {
    await start(() => throwError(() => new ApiError('api_error', 'no', { status: 503, origin: 'upstream' })));
    running.app.get(UpstreamContext, { strict: false }).noteRetry('scripted');
    await ask();
    const page = await metrics();
    expect(page).toMatch(/gen_ai_client_operation_duration_seconds_count\{[^}]*error_type="api_error"\} 1/);
    expect(page).toContain('gateway_responses_total{operation="messages",provider="scripted",status="503"} 1');
    expect(page).toContain('gateway_retries_total{upstream="scripted"} 1');
    expect(page).not.toContain('gateway_shed_requests_total{');
  });

  it('show the queue, and count what it refuses as no error of the provider', async () => {
    await start(() => NEVER, {
      MAX_CONCURRENT_REQUESTS: '1',
      MAX_QUEUED_REQUESTS: '1',
      QUEUE_TIMEOUT_SECONDS: '0',
      COMMIT_AFTER_SECONDS: '0.1',
    });
    const streams = [0, 1].map(() => openStream(`${running.url}/v1/messages`, BODY));
    while (!(await metrics()).includes('gateway_queued_requests 1')) await new Promise(setImmediate);
    await ask();
    const page = await metrics();
    for (const stream of streams) stream.disconnect();
    expect(page).toContain('gateway_shed_requests_total{type="overloaded_error"} 1');
    expect(page).not.toContain('gateway_upstream_errors_total{');
  });
});
