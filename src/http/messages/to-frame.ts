/** One server-sent event as Anthropic frames it. */
export function toFrame(event: { readonly type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
