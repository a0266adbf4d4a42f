/**
 * Whether a host is a domain or a subdomain of it, compared by whole labels: `evilopenai.com` is not under
 * `openai.com`.
 */
export function isUnderDomain(host: string, domain: string): boolean {
  const [inside, outside] = [host, domain].map((name) => name.toLowerCase().replace(/\.$/, ''));
  return inside !== undefined && outside !== undefined && outside !== '' && `.${inside}`.endsWith(`.${outside}`);
}
