const SENTENCE = 'The quick brown fox jumps over the lazy dog; "quoted", with a\ttab and a line end.\n';

const USER = JSON.stringify({
  device_id: 'd'.repeat(64),
  account_uuid: '',
  session_id: '0c0ffee0-0000-4000-8000-000000000000',
});

/** Text of about this many characters. */
function prose(characters: number): string {
  return SENTENCE.repeat(Math.ceil(characters / SENTENCE.length)).slice(0, characters);
}

/** What of a Claude Code request does not grow with the session: about 45 KB. */
const RESULT_SIZE = 6000;

function tool(name: string): object {
  const properties = Object.fromEntries(
    ['file_path', 'offset', 'limit', 'pattern', 'glob'].map((field) => [
      field,
      { type: field === 'limit' ? 'integer' : 'string', description: prose(120) },
    ]),
  );
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties };
  return {
    name,
    description: prose(1800),
    input_schema: { ...schema, required: ['file_path'], additionalProperties: false },
  };
}

/**
 * A streaming request of Claude Code's shape and of about `bytes` bytes: system blocks with the attribution, a
 * system message in the conversation, a dozen tools, and as many tool calls with their results as it takes.
 */
export function claudeCodeBody(bytes: number): string {
  const messages: object[] = [
    { role: 'user', content: [{ type: 'text', text: 'Look at the files.' }] },
    { role: 'system', content: [{ type: 'text', text: prose(9000), cache_control: { type: 'ephemeral' } }] },
  ];
  const body = {
    model: 'claude-opus-5-5',
    max_tokens: 128_000,
    stream: true,
    thinking: { type: 'adaptive', display: 'omitted' },
    output_config: { effort: 'medium' },
    context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
    system: [
      { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.330.f8c; cc_entrypoint=cli;' },
      { type: 'text', text: prose(6000), cache_control: { type: 'ephemeral' } },
    ],
    tools: ['Agent', 'Bash', 'Edit', 'Glob', 'Grep', 'Read', 'Skill', 'Task', 'Todo', 'Web', 'Work', 'Write'].map(tool),
    metadata: { user_id: USER },
    messages,
  };
  let size = JSON.stringify(body).length;
  for (let i = 0; size < bytes; i++) {
    const id = `toolu_${String(i).padStart(24, '0')}`;
    const turn = [
      { role: 'assistant', content: [{ type: 'tool_use', id, name: 'Read', input: { file_path: `/src/${i}.ts` } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: prose(RESULT_SIZE) }] },
    ];
    messages.push(...turn);
    size += JSON.stringify(turn).length;
  }
  return JSON.stringify(body);
}
