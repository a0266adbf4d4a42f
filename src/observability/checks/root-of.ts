/** The error of a failed connection, by Node and undici. */
export interface ConnectionError {
  readonly code?: string;
  readonly name: string;
  readonly message: string;
  /** The port that was tried. */
  readonly port?: number;
  /** The name that was looked up. */
  readonly hostname?: string;
}

/** The innermost cause that has a code, else the error itself. */
export function rootOf(error: unknown): ConnectionError {
  let root = toConnectionError(isError(error) ? error : new Error(String(error)));
  for (let at = error; isError(at); at = at.cause) {
    const result = toConnectionError(at);
    if (result.code !== undefined) root = result;
  }
  return root;
}

/** Also for an error of another realm. */
function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}

function toConnectionError(error: Error): ConnectionError {
  // A host with several addresses fails once for each of them.
  const first = 'errors' in error && Array.isArray(error.errors) ? (error.errors[0] as unknown) : undefined;
  const result = isError(first) ? first : error;
  const { name, message } = result;
  const { code, port, hostname } = result as { code?: unknown; port?: unknown; hostname?: unknown };
  return {
    name,
    message,
    // The code of a DOMException is a number, and less specific than its name.
    ...(typeof code === 'string' && { code }),
    ...(typeof port === 'number' && { port }),
    ...(typeof hostname === 'string' && { hostname }),
  };
}
