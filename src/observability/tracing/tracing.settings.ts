import { Describe, IsHttpUrl, IsText, Secret } from '@gateway/provider-kit';

/** The export of traces over OTLP. */
export class TracingSettings {
  @Describe('Base URL of an OpenTelemetry collector (OTLP over HTTP) that receives traces.')
  @IsHttpUrl()
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @Describe('Headers for the collector: `name=value`, separated by commas.')
  @Secret()
  @IsText()
  OTEL_EXPORTER_OTLP_HEADERS?: string;

  @Describe('Name of the gateway in traces.')
  @IsText()
  OTEL_SERVICE_NAME: string = 'messages-gateway';
}
