import { describe, expect, it } from '@jest/globals';
import { PLUGINS } from '../../plugins.js';
import { PrimaryModule } from './primary.module.js';

const LOCAL = { UPSTREAM_LOCAL: 'openai', UPSTREAM_LOCAL_BASE_URL: 'http://127.0.0.1:8000/v1' };

describe('PrimaryModule', () => {
  it('knows the upstreams that have a name', async () => {
    const environment = { ...LOCAL, BIG_MODEL: 'local/large', SMALL_MODEL: 'local/small' };
    await expect(PrimaryModule.forRoot(PLUGINS, environment)).resolves.toMatchObject({ module: PrimaryModule });
    await expect(PrimaryModule.forRoot(PLUGINS, { ...environment, UPSTREAM_LOCAL: 'opneai' })).rejects.toMatchObject({
      mistakes: expect.arrayContaining([expect.stringContaining('UPSTREAM_LOCAL: ')]),
    });
  });
});
