/** What a URL may contain. */
export interface UrlRules {
  /** Without the colon. */
  readonly schemes: readonly string[];
  /** Whether the connection uses a user and a password of the URL; where it does not, they are refused. */
  readonly credentials: boolean;
  /** The pattern of the path, and its description for an error; absent: any path. */
  readonly path?: readonly [pattern: RegExp, expected: string];
}

/** What a value must be but is not, as the words after "must be"; undefined where it is valid. */
export function findUrlFault(value: unknown, { schemes, credentials, path }: UrlRules): string | undefined {
  const starts = schemes.map((scheme) => `${scheme}://`);
  // `redis:host` is a URL too, but one without a host.
  if (typeof value !== 'string' || !starts.some((start) => value.toLowerCase().startsWith(start)))
    return `a URL that starts with ${starts.join(' or ')}`;
  const url = URL.parse(value);
  if (url === null || url.host === '')
    return 'a URL with a host, whose port is a number and whose password is percent-encoded';
  const { username, password, pathname } = url;
  if (!credentials && username + password !== '')
    return 'a URL without user and password, which would not be sent: credentials have settings of their own';
  if (![username, password].every(isDecodable)) return 'a URL whose user and password are percent-encoded';
  return path?.[0].test(pathname) === false ? `a URL with ${path[1]}` : undefined;
}

/** The clients of proxies and of Redis decode user and password, and a stray `%` is an error there. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
