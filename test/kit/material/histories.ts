import { PICTURE } from './agent-story.js';

/** A conversation in which this was answered once. */
export const answered = (...content: object[]): object => ({
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content },
    { role: 'user', content: 'b' },
  ],
});

const source = { type: 'base64', media_type: 'image/png', data: PICTURE.toString('base64') };

/** A conversation in which a tool gave back a picture. */
export const PICTURE_SEEN = {
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'image', source }] }] },
  ],
};

/** A conversation in which Anthropic searched the web. */
export const SEARCHED = answered(
  { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
  { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
  { type: 'text', text: 'found', citations: [{ type: 'web_search_result_location', encrypted_index: 'Eq' }] },
);
