import type { Row } from '../row.types.js';
import { agentOwnTool, agentQuery, agentStructured } from './agent-sdk.row.js';
import { agentLoop } from './agent-loop.row.js';
import { compaction } from './compaction.row.js';
import { contextWindow } from './context-window.row.js';
import { fileTools } from './tools/file-tools.row.js';
import { FINAL_ERROR_ROWS } from './failures/final-error.row.js';
import { imageAndPdf } from './image-and-pdf.row.js';
import { interruptedCall } from './tools/interrupted-call.row.js';
import { largeWindow } from './large-window.row.js';
import { longSession } from './long-session.row.js';
import { modelDiscovery } from './model-discovery.row.js';
import { parallelTools } from './tools/parallel-tools.row.js';
import { plainTurn } from './plain-turn.row.js';
import { REFUSED_MEDIA_ROWS } from './failures/refused-media.row.js';
import { retry429, retry529, retryDrop } from './failures/retry.row.js';
import { SAFEGUARDS_ROWS } from './safeguards.row.js';
import { SDK_ROWS } from './sdk.row.js';
import { silence } from './failures/silence.row.js';
import { structuredOutput } from './tools/structured-output.row.js';
import { subagent } from './subagent.row.js';
import { terminal } from './terminal.row.js';
import { thinking } from './thinking.row.js';
import { toolSearch } from './tools/tool-search.row.js';
import { webSearch } from './tools/web-search.row.js';

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
  ...REFUSED_MEDIA_ROWS,
  ...FINAL_ERROR_ROWS,
  ...SAFEGUARDS_ROWS,
  contextWindow,
  largeWindow,
  terminal,
  longSession,
  ...SDK_ROWS,
  agentQuery,
  agentOwnTool,
  agentStructured,
];
