import { estimateTokens, type StreamEvent } from '@gateway/protocol';
import type { StreamStage } from '@gateway/provider-kit';
import type { RequestContext } from '../../context/request-context.js';

/**
 * Counts the output that passes. Where the events end before the upstream has reported its usage, because the client left or the upstream
 * failed, the output that has passed is estimated: the upstream bills it.
 */
export function estimateOutput(request: RequestContext): StreamStage<readonly StreamEvent[]> {
  let characters = 0;
  let isReported = false;
  return {
    next: (events) => {
      for (const event of events) {
        if (event.type === 'message_delta') isReported = true;
        if (event.type === 'content_block_delta') characters += lengthOf(event.delta);
      }
      return events;
    },
    end: () => {
      if (isReported || characters === 0) return;
      const known = request.usage?.output_tokens ?? 0;
      request.usage = { ...request.usage, output_tokens: Math.max(known, estimateTokens(characters)) };
      request.changes.add('usage-estimated');
    },
  };
}

function lengthOf(delta: object): number {
  const { text = '', thinking = '', partial_json: json = '' } = delta as Readonly<Record<string, string>>;
  return text.length + thinking.length + json.length;
}
