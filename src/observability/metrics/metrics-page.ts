/** What is read at `/metrics`. */
export abstract class MetricsPage {
  abstract readonly contentType: string;

  /** Everything in the text format of Prometheus. */
  abstract text(): Promise<string>;
}
