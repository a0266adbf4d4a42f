/**
 * A policy service: blocks requests whose new messages have something that looks like a credential of Amazon. Run it by
 * `node examples/policy-service/policy-service.ts`, and the gateway with `POLICY_URL=http://127.0.0.1:8090/`.
 */
import { createServer, type Server } from 'node:http';

interface Verdict {
  readonly allow: boolean;
  readonly message?: string;
}

const RULES: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/\bAKIA[A-Z0-9]{16}\b/, 'the message has an AWS access key: remove it, and rotate the key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'the message has a private key: remove it, and rotate the key'],
];

/** The verdict about the JSON text of a request. */
export function judge(text: string): Verdict {
  const broken = RULES.find(([pattern]) => pattern.test(text));
  return broken === undefined ? { allow: true } : { allow: false, message: broken[1] };
}

export function createPolicyService(): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(judge(Buffer.concat(chunks).toString())));
    });
  });
}

if (import.meta.main) createPolicyService().listen(Number(process.env.PORT ?? 8090), '127.0.0.1');
