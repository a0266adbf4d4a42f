import { ApiError } from '@gateway/protocol';
import type { JWTVerifyResult } from 'jose';
import { KeysUnavailable } from './issuer-keys.js';
import { type JwtRules, toType } from './jwt-rules.js';
import type { JwtSettings } from './jwt.settings.js';
import { type JwtIdentity, toIdentity } from './to-identity.js';

/** Characters of a token, at most. Those with hundreds of groups have about 6,000. */
const MAX_TOKEN_LENGTH = 8192;

/** Three parts in base64url: every other credential is no JWT, and is not given to the parser. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Reasons that a client may read, by jose's codes; every other failure is an invalid token without a reason. */
const REASONS = new Map([['ERR_JWT_EXPIRED', 'the token has expired']]);

export interface JwtVerifierOptions {
  readonly rules: JwtRules;
  readonly settings: JwtSettings;
  /** Checks signature, issuer, audience and times. */
  readonly verify: (token: string) => Promise<JWTVerifyResult>;
  /** Called where the issuer's keys cannot be had. */
  readonly onUnavailable: (error: Error) => void;
}

/** Whether a credential has the form of a JWT. */
export function isJwt(credential: string): boolean {
  return JWT.test(credential);
}

/** Verifies the JSON Web Tokens of clients. */
export class JwtVerifier {
  constructor(private readonly options: JwtVerifierOptions) {}

  /**
   * The identity of a token's bearer.
   *
   * @throws ApiError 401 for a token that is not valid; 503 with `retry-after` where the keys cannot be had
   */
  async identify(token: string): Promise<JwtIdentity> {
    if (token.length > MAX_TOKEN_LENGTH) throw invalid();
    const { payload, protectedHeader } = await this.check(token);
    const { typ } = protectedHeader;
    if (typeof typ !== 'string' || !this.options.rules.types.has(toType(typ))) throw invalid();
    const identity = toIdentity(payload, this.options.settings);
    if ('wrongClaim' in identity) throw invalid(`the token has no usable claim ${identity.wrongClaim}`);
    return identity;
  }

  private async check(token: string): Promise<JWTVerifyResult> {
    try {
      return await this.options.verify(token);
    } catch (error) {
      if (error instanceof KeysUnavailable) {
        this.options.onUnavailable(error);
        throw unavailable();
      }
      // Without the cause: jose's errors have the claims of the token.
      throw invalid(REASONS.get((error as { code?: string }).code ?? ''));
    }
  }
}

function invalid(reason = 'invalid token'): ApiError {
  return new ApiError('authentication_error', reason);
}

function unavailable(): ApiError {
  return new ApiError('api_error', "the identity provider's keys cannot be fetched at present; please try again", {
    status: 503,
    headers: { 'retry-after': '5' },
  });
}
