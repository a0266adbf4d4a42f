/** The result of one check. */
export interface Finding {
  /** `settings`, or the provider or model that was checked. */
  readonly subject: string;
  readonly check: string;
  readonly state: 'ok' | 'failed' | 'skipped' | 'warning';
  readonly detail: string;
  /** How to fix it. */
  readonly fix?: string;
}
