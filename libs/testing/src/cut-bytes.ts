/** Two pieces. */
export const cutAt = (bytes: Buffer, place: number): Buffer[] => [bytes.subarray(0, place), bytes.subarray(place)];

/** Pieces of so many bytes. */
export const cutEvery = (bytes: Buffer, length: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );

/** An event stream that is read in these pieces. */
export function streamOf(pieces: readonly Uint8Array[]): Response {
  const rest = pieces.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = rest.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
