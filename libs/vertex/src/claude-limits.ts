import type { ForwardingLimits } from '@gateway/anthropic';
import { VERTEX_BETAS } from './vertex-betas.js';
import { readVertexRefusal, VERTEX_CORRECTIONS } from './vertex-corrections.js';
import { VERTEX_FIELDS } from './vertex-fields.js';

/** What may be sent to Claude on Vertex AI. Claude Code's own headers are for Anthropic alone (contract §1). */
export const CLAUDE_LIMITS: ForwardingLimits = {
  headers: /^(anthropic-(version|beta)|x-stainless-.*|user-agent|accept)$/,
  betas: VERTEX_BETAS,
  fields: VERTEX_FIELDS,
  corrections: { readRefusal: readVertexRefusal, rules: VERTEX_CORRECTIONS },
};
