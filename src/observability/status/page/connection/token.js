/**
 * The token of this visit. It is kept by the tab and forgotten with it: the next user of this
 * machine does not find it, as in local storage or a cookie, and a reload keeps it, unlike a variable.
 */
const KEY = 'messages-gateway token';

export function readToken() {
  return sessionStorage.getItem(KEY) ?? undefined;
}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

export function forgetToken() {
  sessionStorage.removeItem(KEY);
}

/** The headers of a request with this token. */
export function toHeaders(token) {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
