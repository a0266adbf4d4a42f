/**
 * The token of this visit. It is kept by the tab and forgotten with it: whoever sits down at this machine next finds
 * nothing, which local storage or a cookie would not give, and a reload does not ask again, which memory alone would.
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
