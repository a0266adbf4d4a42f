import assert from 'node:assert/strict';
import type { ClaudeCodeReport } from '../../../kit/client/claude-code.js';
import type { Row } from '../../row.types.js';

const SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' }, lines: { type: 'integer' } },
  required: ['name', 'lines'],
  additionalProperties: false,
};
const VALUE = { name: 'note.txt', lines: 2 };

/** `--json-schema`: the model answers by a tool of the client's that takes just this. */
export const structuredOutput: Row = {
  name: 'structured-output',
  title: 'Structured output `--json-schema`',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = ({ items, tools }) => {
      const tool = tools.find((name) => name === 'StructuredOutput');
      if (tool === undefined || items.some((item) => item.kind === 'result')) return { says: [{ text: 'Done.' }] };
      return { says: [{ call: tool, id: 'call_output', input: VALUE }] };
    };
    const run = await scene.claude({
      prompt: 'A file named note.txt has 2 lines. Report its name and its number of lines.',
      flags: ['--json-schema', JSON.stringify(SCHEMA)],
    });
    assert.equal(run.report.is_error, false, `Claude Code failed: ${run.report.result}`);
    const { structured_output: output } = run.report as ClaudeCodeReport & { structured_output?: unknown };
    assert.deepEqual(output, VALUE, 'the structured output is not what the model said');
  },
};
