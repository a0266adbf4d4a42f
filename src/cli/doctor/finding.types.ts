/** What one check found. */
export interface Finding {
  /** `settings`, or the provider or model that was looked at. */
  readonly subject: string;
  readonly check: string;
  readonly state: 'ok' | 'failed' | 'skipped' | 'warning';
  readonly detail: string;
  /** What to do about it. */
  readonly fix?: string;
}
