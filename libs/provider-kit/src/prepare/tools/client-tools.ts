import type { JsonObject } from '@gateway/protocol';

const text = { type: 'string' };
const command = (...values: readonly string[]): JsonObject => ({ type: 'string', enum: values });

const editing = {
  file_text: text,
  old_str: text,
  new_str: text,
  insert_line: { type: 'integer' },
  insert_text: text,
  view_range: { type: 'array', items: { type: 'integer' } },
};

const EDITOR = ['view', 'create', 'str_replace', 'insert'];

const SCHEMAS: readonly (readonly [RegExp, JsonObject])[] = [
  [/^bash_\d+$/, { type: 'object', properties: { command: text, restart: { type: 'boolean' } } }],
  // The two oldest editors also had an undo command.
  [/^text_editor_(20241022|20250124)$/, editor(command(...EDITOR, 'undo_edit'))],
  [/^text_editor_\d+$/, editor(command(...EDITOR))],
  [
    /^memory_\d+$/,
    {
      type: 'object',
      properties: {
        command: command(...EDITOR, 'delete', 'rename'),
        path: text,
        ...editing,
        old_path: text,
        new_path: text,
      },
      required: ['command'],
    },
  ],
];

function editor(commands: JsonObject): JsonObject {
  return {
    type: 'object',
    properties: { command: commands, path: text, ...editing },
    required: ['command', 'path'],
  };
}

/**
 * The input schema of a tool that Anthropic defines and the client runs (bash, text editor, memory), from the
 * pages on tool use of its documentation; undefined for any other type.
 */
export function clientToolSchema(type: string): JsonObject | undefined {
  return SCHEMAS.find(([pattern]) => pattern.test(type))?.[1];
}
