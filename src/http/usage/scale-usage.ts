import type { StreamEvent, Usage } from '@gateway/protocol';

/** The figures of the prompt: output is small beside them, and stays true. */
const INPUT_FIGURES = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'] as const;

/** The usage with its prompt in units of another window; fractions are rounded up. */
export function scaleUsage<T extends Partial<Usage>>(usage: T, factor: number): T {
  const scaled = INPUT_FIGURES.flatMap((name) => {
    const tokens = usage[name];
    return typeof tokens === 'number' ? [[name, Math.ceil(tokens * factor)] as const] : [];
  });
  return { ...usage, ...Object.fromEntries(scaled) };
}

/** The events of a response with all their usage scaled. */
export function scaleEvents(events: readonly StreamEvent[], factor: number): readonly StreamEvent[] {
  return events.map((event) => {
    if (event.type === 'message_delta') return { ...event, usage: scaleUsage(event.usage, factor) };
    if (event.type !== 'message_start') return event;
    return { ...event, message: { ...event.message, usage: scaleUsage(event.message.usage, factor) } };
  });
}
