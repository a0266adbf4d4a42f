/**
 * Reads a stream of server-sent events, with a token in a header: the browser's own reader cannot send headers, and a
 * token in a URL would end up in logs and histories.
 *
 * @param url of the stream
 * @param options of `fetch`: headers, signal
 * @param onData called with the data of each event, parsed as JSON
 * @returns the status of the response, when the stream has ended
 */
export async function readEvents(url, options, onData) {
  const response = await fetch(url, { ...options, cache: 'no-store' });
  if (response.ok) await readStream(response.body, onData);
  return response.status;
}

/** Reads the events of a body that has begun. */
export async function readStream(body, onData) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const data = readData(event);
      if (data !== '') onData(JSON.parse(data));
    }
  }
}

function readData(event) {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice('data:'.length).trimStart()).join('\n');
}
