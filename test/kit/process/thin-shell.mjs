/**
 * The least that a translating gateway can do, to measure against: it parses a request, sends the same body with
 * undici's `dispatch`, parses each event of the response, and writes a frame of Anthropic's for its text. It checks
 * nothing and has no limits, log or errors.
 * `node thin-shell.mjs <upstream url> <port> <wire>`
 */
import { Buffer } from 'node:buffer';
import http from 'node:http';
import { Agent } from 'undici';

/** The text of one parsed event of a wire; absent: bytes are forwarded as they are. */
const TEXT_OF = {
  'openai-chat': ({ choices }) => choices?.[0]?.delta?.content,
  'openai-responses': ({ type, delta }) => (type === 'response.output_text.delta' ? delta : undefined),
  gemini: ({ candidates }) => candidates?.[0]?.content?.parts?.[0]?.text,
};

const [url = '', port = '0', wire = ''] = process.argv.slice(2);
const { origin, pathname: path } = new URL(url);
const textOf = TEXT_OF[wire];
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

function toFrames(data) {
  const text = data.startsWith('{') ? textOf(JSON.parse(data)) : undefined;
  if (!text) return '';
  const delta = `{"type":"text_delta","text":${JSON.stringify(text)}}`;
  return `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":${delta}}\n\n`;
}

function exchange(body, response) {
  let isStream = false;
  let held = '';
  agent.dispatch(
    { origin, path, method: 'POST', headers: { 'content-type': 'application/json' }, body },
    {
      onRequestStart: () => undefined,
      onResponseStart(_, status, headers) {
        isStream = textOf !== undefined && headers['content-type'] === 'text/event-stream';
        response.writeHead(status, { 'content-type': headers['content-type'] });
      },
      onResponseData(_, bytes) {
        if (!isStream) return void response.write(bytes);
        const events = (held + bytes.toString()).split(/\r?\n\r?\n/);
        held = events.pop();
        const frames = events.map((event) => toFrames(event.slice(event.indexOf('data: ') + 6))).join('');
        if (frames !== '') response.write(frames);
      },
      onResponseEnd: () => response.end(),
      onResponseError: () => response.destroy(),
    },
  );
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request
    .on('data', (chunk) => chunks.push(chunk))
    .on('end', () => {
      const body = Buffer.concat(chunks);
      JSON.parse(body.toString());
      exchange(body, response);
    });
});

server.listen(Number(port), '127.0.0.1', () => console.log(server.address().port));
