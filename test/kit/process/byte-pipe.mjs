/**
 * The least a gateway can do, to measure against: bytes in, bytes out, nothing read.
 * `node byte-pipe.mjs <upstream url> [port]` prints the port it listens on.
 */
import http from 'node:http';
import { pipeline } from 'node:stream';

const upstream = new URL(process.argv[2] ?? '');
const agent = new http.Agent({ keepAlive: true });

const server = http.createServer((request, response) => {
  const headers = { ...request.headers };
  delete headers.host;
  const there = http.request(
    { agent, host: upstream.hostname, port: upstream.port, path: upstream.pathname, method: request.method, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    },
  );
  there.on('error', () => response.destroy());
  pipeline(request, there, () => undefined);
});

server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => console.log(server.address().port));
