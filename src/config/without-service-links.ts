import { ownValue } from '@gateway/protocol';
import type { Environment } from './environment.types.js';

const ADDRESS = /^(?:tcp|udp|sctp):\/\//;
const PORTS = /^_PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

/**
 * Leaves out the variables that Kubernetes puts into every container for each service of its namespace. A service
 * named `upstream-eu` makes `UPSTREAM_EU_SERVICE_HOST`, one named `metrics` makes `METRICS_PORT=tcp://10.0.0.1:80`, and
 * neither is a setting of this gateway.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function withoutServiceLinks(environment: Environment): Environment {
  const services = Object.keys(environment).flatMap((name) => {
    const service = name.endsWith('_SERVICE_HOST') ? name.slice(0, -'_SERVICE_HOST'.length) : '';
    return service !== '' && ownValue(environment, `${service}_SERVICE_PORT`) !== undefined ? [service] : [];
  });
  const isLink = ([name, value]: readonly [string, string | undefined]): boolean =>
    services.some((service) => name.startsWith(service) && isPartOfLink(name.slice(service.length), value ?? ''));
  return Object.fromEntries(Object.entries(environment).filter((entry) => !isLink(entry)));
}

/** @param rest of the variable's name, after the service's */
function isPartOfLink(rest: string, value: string): boolean {
  if (/^_SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)$/.test(rest)) return true;
  // `METRICS_PORT=9090` is a setting.
  return PORTS.test(rest) && (rest !== '_PORT' || ADDRESS.test(value));
}
