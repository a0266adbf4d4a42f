import { anthropic } from '../anthropic/anthropic.wire.js';
import { refuseMessages } from '../anthropic/refuse-messages.js';
import type { Wire } from '../wire.types.js';
import { VERTEX, vertex } from './vertex.wire.js';

const { project, location } = VERTEX;
const PATH = new RegExp(
  `^/v1/projects/${project}/locations/${location}/publishers/anthropic/models/([^/:]+):(streamR|r)awPredict$`,
);

/** Claude on Vertex AI: Anthropic's language, the model in the path and the version in the body. */
export const claudeOnVertex: Wire = {
  ...anthropic,
  find({ method, path }) {
    const [, model, prefix] = PATH.exec(path) ?? [];
    if (method !== 'POST' || model === undefined) return undefined;
    return { action: model === 'count-tokens' ? 'count' : 'generate', model, stream: prefix === 'streamR' };
  },
  bar: vertex.bar,
  aside: vertex.aside,
  refuse({ anthropic_version: version, ...body }, { action, model }) {
    if (version !== 'vertex-2023-10-16') return { status: 400, message: 'anthropic_version: Field required' };
    if (action === 'generate' && body.model !== undefined)
      return { status: 400, message: 'model: Extra inputs are not permitted' };
    return refuseMessages({ model, ...body }, action);
  },
};
