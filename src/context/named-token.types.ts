/** Who may ask the gateway. The token itself is known to nobody but its bearer. */
export interface NamedToken {
  /** As the log calls its bearer. */
  readonly name: string;
  /** SHA-256 of the token. */
  readonly digest: Buffer;
  /** Patterns (`*` for any characters) of the models that its bearer may ask for; absent: all. */
  readonly models?: readonly string[];
  /** Its bearer runs the gateway, and may see what all others do with it. */
  readonly isOperators?: true;
}
