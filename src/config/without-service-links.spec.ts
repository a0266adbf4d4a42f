import { describe, expect, it } from '@jest/globals';
import { GATEWAY_SETTINGS } from '../app/gateway-settings.js';
import { PLUGINS } from '../plugins.js';
import { nameUpstreams } from '../routing/registry/named/name-upstreams.js';
import type { Environment } from './environment.types.js';
import { readEnvironment } from './read-environment.js';

/** What Kubernetes makes of a service with one named port. */
function linksOf(service: string): Readonly<Record<string, string>> {
  return {
    [`${service}_SERVICE_HOST`]: '10.0.0.1',
    [`${service}_SERVICE_PORT`]: '80',
    [`${service}_SERVICE_PORT_HTTP`]: '80',
    [`${service}_PORT`]: 'tcp://10.0.0.1:80',
    [`${service}_PORT_80_TCP`]: 'tcp://10.0.0.1:80',
    [`${service}_PORT_80_TCP_PROTO`]: 'tcp',
    [`${service}_PORT_80_TCP_PORT`]: '80',
    [`${service}_PORT_80_TCP_ADDR`]: '10.0.0.1',
  };
}

const read = (variables: Environment): Environment => readEnvironment({ ENV_FILE: '', ...variables });

describe('service links of Kubernetes', () => {
  it.each(['UPSTREAM', 'UPSTREAM_EU', 'METRICS', 'REDIS'])('of the service %s are no settings', (service) => {
    expect(read(linksOf(service))).toEqual({});
  });

  it('leave named upstreams as they are', () => {
    const environment = read({
      ...linksOf('UPSTREAM'),
      ...linksOf('UPSTREAM_EU'),
      UPSTREAM_EU: 'openai',
      UPSTREAM_EU_API_KEY: 'k',
    });
    const { plugins, mistakes } = nameUpstreams(PLUGINS, environment, GATEWAY_SETTINGS);
    expect([plugins.length, mistakes]).toEqual([1, []]);
  });

  it('do not hide a setting', () => {
    expect(read({ ...linksOf('METRICS'), METRICS_PORT: '9090' })).toEqual({ METRICS_PORT: '9090' });
    const alone = { UPSTREAM_EU_SERVICE_HOST: 'x', UPSTREAM_PORT: 'tcp://10.0.0.1:80' };
    expect(read(alone)).toEqual(alone);
  });
});
