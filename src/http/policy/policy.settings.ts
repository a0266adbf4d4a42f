import { Describe, IsHttpUrl, IsOneOf, IsSeconds, IsText, Secret } from '@gateway/provider-kit';

/** A service of the operator that allows or blocks each request. */
export class PolicySettings {
  @Describe(
    'Service that is asked before each call to a model: it gets the request as JSON and returns `{"allow": true}`, or ' +
      '`{"allow": false, "message": "…"}`, which becomes a 400; see `examples/policy-service`.',
    { otherwise: 'none' },
  )
  @IsHttpUrl()
  POLICY_URL?: string;

  @Describe('Token for the service, sent as `Authorization: Bearer`.')
  @Secret()
  @IsText()
  POLICY_TOKEN?: string;

  @Describe('What the service gets: `new`, the messages since the last response, or `all` of the request.')
  @IsOneOf(['new', 'all'])
  POLICY_SCOPE: 'new' | 'all' = 'new';

  @Describe('How long the service may take, in seconds.')
  @IsSeconds()
  POLICY_TIMEOUT_SECONDS: number = 2;

  @Describe('How a request is handled while the service fails or is late: `refuse`, with a 529, or `allow`.')
  @IsOneOf(['refuse', 'allow'])
  POLICY_FAILURE: 'refuse' | 'allow' = 'refuse';
}
