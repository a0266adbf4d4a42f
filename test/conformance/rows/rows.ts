import type { Row } from '../row.types.js';
import { agentOwnTool, agentQuery, agentStructured } from './agent-sdk.row.js';
import { agentLoop } from './agent-loop.row.js';
import { compaction } from './compaction.row.js';
import { fileTools } from './file-tools.row.js';
import { imageAndPdf } from './image-and-pdf.row.js';
import { interruptedCall } from './interrupted-call.row.js';
import { longSession } from './long-session.row.js';
import { modelDiscovery } from './model-discovery.row.js';
import { parallelTools } from './parallel-tools.row.js';
import { plainTurn } from './plain-turn.row.js';
import { retry429, retry529, retryDrop } from './retry.row.js';
import { SDK_ROWS } from './sdk.row.js';
import { silence } from './silence.row.js';
import { structuredOutput } from './structured-output.row.js';
import { subagent } from './subagent.row.js';
import { thinking } from './thinking.row.js';
import { toolSearch } from './tool-search.row.js';
import { webSearch } from './web-search.row.js';

/** Every row, in the order of the table. */
export const ROWS: readonly Row[] = [
  plainTurn,
  fileTools,
  parallelTools,
  agentLoop,
  imageAndPdf,
  toolSearch,
  subagent,
  webSearch,
  thinking,
  structuredOutput,
  compaction,
  interruptedCall,
  modelDiscovery,
  retry429,
  retry529,
  retryDrop,
  silence,
  longSession,
  ...SDK_ROWS,
  agentQuery,
  agentOwnTool,
  agentStructured,
];
