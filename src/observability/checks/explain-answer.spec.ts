import { describe, expect, it } from '@jest/globals';
import { explainAnswer } from './explain-answer.js';

describe('explainAnswer', () => {
  it.each([
    ['nginx', 400, 'The plain HTTP request was sent to HTTPS port', 'requires TLS'],
    ['Apache', 400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.", 'requires TLS'],
    ['Go', 400, 'Client sent an HTTP request to an HTTPS server.', 'requires TLS'],
    ['a proxy', 407, '', 'the proxy requires credentials'],
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
