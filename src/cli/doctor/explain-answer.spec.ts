import { describe, expect, it } from '@jest/globals';
import { explainAnswer } from './explain-answer.js';

describe('explainAnswer', () => {
  it.each([
    ['nginx', 400, 'The plain HTTP request was sent to HTTPS port', 'TLS is'],
    ['Apache', 400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.", 'TLS is'],
    ['Go', 400, 'Client sent an HTTP request to an HTTPS server.', 'TLS is'],
    ['a proxy', 407, '', 'the proxy wants credentials'],
  ])('understands %s', (_, status, text, cause) => {
    expect(explainAnswer(status, text, 'ACME_URL')?.detail).toContain(cause);
  });

  it.each([
    [404, ''],
    [400, 'no such path'],
  ])('takes a %i for a server that is reached', (status, text) => {
    expect(explainAnswer(status, text, 'ACME_URL')).toBeUndefined();
  });
});
