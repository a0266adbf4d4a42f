import type { LimitedAccount } from './limited-account.types.js';

/** A client's access to the gateway, by a token of the gateway or by one of an identity provider. */
export interface NamedToken {
  /** Its name in the log. */
  readonly name: string;
  /** Patterns (`*` for any characters) of the models that it may be used for; absent: all. */
  readonly models?: readonly string[];
  /** The group that its limits, the audit and the report go by. */
  readonly group?: string;
  /** What its requests are counted on, where that is limited. */
  readonly accounts?: readonly LimitedAccount[];
  /** It belongs to the operator, and gives access to the requests of all clients. */
  readonly isOperators?: true;
}
