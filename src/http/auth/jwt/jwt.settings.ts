import { Describe, IsHttpUrl, IsText, IsWhole } from '@gateway/provider-kit';

/** Clients that identify themselves by a JSON Web Token of an identity provider. */
export class JwtSettings {
  @Describe('Issuer of the JSON Web Tokens that clients may send, exactly as in their `iss`; see `docs/identity.md`.', {
    otherwise: 'no JWT is accepted',
  })
  @IsHttpUrl()
  AUTH_JWT_ISSUER?: string;

  @Describe('Audience that a token must have in its `aud`: one of these, separated by commas. Needed with an issuer.')
  @IsText()
  AUTH_JWT_AUDIENCE?: string;

  @Describe("URL of the issuer's keys (JWKS).", {
    otherwise: '`jwks_uri` of `/.well-known/openid-configuration` below the issuer',
  })
  @IsHttpUrl()
  AUTH_JWT_JWKS_URL?: string;

  @Describe('Signature algorithms that are accepted, separated by commas; asymmetric ones only.')
  @IsText()
  AUTH_JWT_ALGORITHMS: string = 'RS256,ES256';

  @Describe('Values of the header `typ` that are accepted, separated by commas; `at+jwt` alone refuses ID tokens.')
  @IsText()
  AUTH_JWT_TYPES: string = 'at+jwt,JWT';

  @Describe("By how many seconds the issuer's clock may differ from the gateway's.")
  @IsWhole({ max: 300 })
  AUTH_JWT_CLOCK_SKEW_SECONDS: number = 30;

  @Describe('Claim with the name of the client, for limits, log and audit. Users must not be able to choose its value.')
  @IsText()
  AUTH_JWT_NAME_CLAIM: string = 'sub';

  @Describe('Claim with the groups of the client, a list or one name; a path with dots reaches into objects.')
  @IsText()
  AUTH_JWT_GROUPS_CLAIM: string = 'groups';

  @Describe('Claim with a list of patterns of the models that the client may use.', {
    otherwise: "the models of the client's group, or all",
  })
  @IsText()
  AUTH_JWT_MODELS_CLAIM?: string;
}
