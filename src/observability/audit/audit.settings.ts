import { Describe, IsText, IsWhole } from '@gateway/provider-kit';

/** The audit: one record for each request. */
export class AuditSettings {
  @Describe(
    'File with one JSON record for each request to a model, without content: by which client, for which model, at ' +
      'what cost; `-` is stdout. It is rotated like `LOG_FILE`; see `docs/budgets.md`.',
    { otherwise: 'no audit' },
  )
  @IsText()
  AUDIT_LOG_FILE?: string;

  @Describe('How many audit files of former days are kept; 0 keeps all.')
  @IsWhole()
  AUDIT_LOG_FILE_BACKUP_COUNT: number = 0;
}
