import type { NamedToken } from '../../../context/named-token.types.js';
import { isOperator } from '../../../http/auth/require-model.js';

/** A client at the status page. JSON, for the channel between processes. */
export interface Viewer {
  /** The name of its token, where tokens are required. */
  readonly name?: string;
  /** It may see the requests of all clients. */
  readonly seesAll: boolean;
}

export function toViewer(token: NamedToken | undefined): Viewer {
  return { ...(token !== undefined && { name: token.name }), seesAll: isOperator(token) };
}

/** Whether a viewer may see what belongs to this token. */
export function maySee({ name, seesAll }: Viewer, token: string | undefined): boolean {
  return seesAll || (token !== undefined && token === name);
}
