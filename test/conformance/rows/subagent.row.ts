import assert from 'node:assert/strict';
import type { Row } from '../row.types.js';
import { assertSuccess } from './assert-success.js';

const TASK = 'Say the word marmalade and nothing else.';
const WORD = 'marmalade';
const ANSWER = `The agent said ${WORD}.`;

/** Starts an agent, which calls the model with a conversation of its own, and uses its result. */
export const subagent: Row = {
  name: 'subagent',
  title: 'Subagent',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = ({ items, tools }) => {
      if (tools.length === 0) return { says: [{ text: 'ok' }] };
      const received = JSON.stringify(items);
      const isAgent = !items.some((item) => item.kind === 'text' && item.text.includes('Start an agent'));
      if (isAgent) return { says: [{ text: WORD }] };
      if (
        received.includes(WORD.concat('</result>')) ||
        items.some((item) => item.kind === 'result' && item.text.includes(WORD))
      )
        return { says: [{ text: ANSWER }] };
      if (items.some((item) => item.kind === 'result')) return { says: [{ text: 'I wait for the agent.' }] };
      const input = { description: 'Say a word', prompt: TASK, subagent_type: 'general-purpose' };
      return { says: [{ call: 'Agent', id: 'call_agent', input }] };
    };
    const run = await scene.claude({
      prompt: `Start an agent with the Agent tool whose task is: "${TASK}" Then tell what it said.`,
      allowedTools: ['Agent'],
    });
    assertSuccess(run, scene, ANSWER);
    assert.match(run.report.result, /marmalade/i);
  },
};
