import assert from 'node:assert/strict';
import type { Row } from '../row.types.js';
import { askAgent, loadAgentSdk, type AgentMessage } from '../clients/ask-agent.js';
import { playSteps } from '../stories/play-steps.js';

const COMMON = { client: 'agent-sdk', pace: 'fast', answers: 'streamed', live: true } as const;

function resultOf(reported: readonly AgentMessage[]): AgentMessage {
  const result = reported.find((message) => message.type === 'result');
  assert.equal(result?.subtype, 'success', `the agent failed: ${JSON.stringify(result)}`);
  return result;
}

const GREETING = 'Good morning.';

export const agentQuery: Row = {
  ...COMMON,
  name: 'agent-sdk-query',
  title: 'Agent SDK: a question, heard while it is answered',
  kind: 'simple',
  async play(scene) {
    scene.script = () => ({ says: [{ text: ['Good ', 'morning.'] }] });
    const reported = await askAgent(await loadAgentSdk(scene), scene, 'Greet me.', { includePartialMessages: true });
    const { result } = resultOf(reported);
    if (scene.live) assert.ok(result, 'the agent says nothing');
    else assert.equal(result, GREETING);
    const received = reported.flatMap((message) => (message.type === 'stream_event' ? [message.event?.type] : []));
    assert.equal(received[0], 'message_start');
    assert.ok(received.filter((type) => type === 'content_block_delta').length > 1, 'the answer came in one piece');
    assert.equal(received.at(-1), 'message_stop');
  },
};

const ORACLE = 'mcp__oracle__ask';

export const agentOwnTool: Row = {
  ...COMMON,
  name: 'agent-sdk-tool',
  title: 'Agent SDK: a tool of its own, after it asked for leave',
  kind: 'tools',
  async play(scene) {
    scene.script = playSteps([
      [{ call: ORACLE, id: 'call_oracle', input: { question: 'what is it?' } }],
      [{ text: 'It is plum.' }],
    ]);
    const agent = await loadAgentSdk(scene);
    const requested: unknown[] = [];
    const tool = agent.sdk.tool('ask', 'Knows the word', { question: agent.zod.string() }, (input) => {
      requested.push(input.question);
      return Promise.resolve({ content: [{ type: 'text', text: 'the word is plum' }] });
    });
    const release: string[] = [];
    const reported = await askAgent(agent, scene, 'Ask the oracle tool what the word is, and tell me.', {
      mcpServers: { oracle: agent.sdk.createSdkMcpServer({ name: 'oracle', version: '1.0.0', tools: [tool] }) },
      canUseTool: (name: string, input: unknown) => {
        release.push(name);
        return Promise.resolve({ behavior: 'allow', updatedInput: input });
      },
    });
    assert.match(resultOf(reported).result ?? '', /plum/, 'the agent does not know what its tool said');
    assert.equal(requested.length, 1, 'the tool was not called once');
    assert.ok(release.includes(ORACLE), 'the agent did not ask for leave');
    if (scene.live) return;
    assert.deepEqual(requested, ['what is it?'], 'the tool was called with something else');
    assert.match(JSON.stringify(scene.shown.at(-1)?.items), /the word is plum/, 'the result did not reach the model');
  },
};

const SHAPE = {
  type: 'object',
  properties: { word: { type: 'string' } },
  required: ['word'],
  additionalProperties: false,
};

export const agentStructured: Row = {
  ...COMMON,
  name: 'agent-sdk-structured',
  title: 'Agent SDK: structured output',
  kind: 'tools',
  async play(scene) {
    scene.script = playSteps([
      [{ call: 'StructuredOutput', id: 'call_output', input: { word: 'plum' } }],
      [{ text: 'Done.' }],
    ]);
    const options = { outputFormat: { type: 'json_schema', schema: SHAPE } };
    const reported = await askAgent(await loadAgentSdk(scene), scene, 'The word is plum. Report it.', options);
    assert.deepEqual(resultOf(reported).structured_output, { word: 'plum' });
  },
};
