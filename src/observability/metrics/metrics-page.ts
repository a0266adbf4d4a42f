/** The content of `/metrics`. */
export abstract class MetricsPage {
  abstract readonly contentType: string;

  /** All metrics in the text format of Prometheus. */
  abstract text(): Promise<string>;
}
