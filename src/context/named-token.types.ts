/** A client's access to the gateway. The token itself is not stored, only its digest. */
export interface NamedToken {
  /** Its name in the log. */
  readonly name: string;
  /** SHA-256 of the token. */
  readonly digest: Buffer;
  /** Patterns (`*` for any characters) of the models that it may be used for; absent: all. */
  readonly models?: readonly string[];
  /** It belongs to the operator, and gives access to the requests of all clients. */
  readonly isOperators?: true;
}
