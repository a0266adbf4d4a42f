import type { NamedToken } from '../../context/named-token.types.js';

/** A token that the gateway itself issues. The token is not stored, only its digest. */
export interface StoredToken extends NamedToken {
  /** SHA-256 of the token. */
  readonly digest: Buffer;
}
