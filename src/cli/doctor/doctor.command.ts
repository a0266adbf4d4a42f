import type { INestApplication } from '@nestjs/common';
import { findUnknownSettings } from '../../config/find-unknown-settings.js';
import { readGivenNames } from '../../config/read-environment.js';
import { SettingNames } from '../../config/setting-names.js';
import { SettingsError } from '../../config/settings.error.js';
import { CheckService } from '../../observability/checks/check.service.js';
import type { Finding } from '../../observability/checks/finding.types.js';
import { MAX_OUTPUT } from '../../observability/checks/to-probe.js';
import { confirm } from '../terminal-prompt.js';
import { createSilentApp } from '../create-silent-app.js';
import { toReport } from './to-report.js';

export interface DoctorOptions {
  readonly model?: readonly string[];
  readonly yes?: true;
  readonly json?: true;
}

/** `doctor`: finds faults and their fixes; 1 where there are any. */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  const findings = await examine(options);
  process.stdout.write(options.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : toReport(findings));
  return findings.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function examine({ model: names = [], yes, json }: DoctorOptions): Promise<readonly Finding[]> {
  let app: INestApplication;
  try {
    app = await createSilentApp();
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes.map(toSettingsFailure);
    throw error;
  }
  try {
    const mayCall = async (answers: number): Promise<boolean> => yes ?? (await mayAsk(answers, json === true));
    const findings = await app.get(CheckService, { strict: false }).run({ names, mayCall });
    return [...checkNames(app), ...findings];
  } finally {
    await app.close();
  }
}

function checkNames(app: INestApplication): readonly Finding[] {
  const { names } = app.get(SettingNames, { strict: false });
  return findUnknownSettings(readGivenNames(), names).map((detail) => ({
    subject: 'settings',
    check: 'names of variables',
    state: 'skipped',
    detail,
  }));
}

function toSettingsFailure(mistake: string): Finding {
  const [, check = 'settings', detail = mistake] = /^([\w, ]+): (.*)$/s.exec(mistake) ?? [];
  return { subject: 'settings', check, state: 'failed', detail, fix: `correct ${check}` };
}

/** Shows the cost before anything is spent. */
async function mayAsk(answers: number, isPiped: boolean): Promise<boolean> {
  if (answers === 0 || isPiped) return false;
  const cost = `${answers} short responses, each of about 100 tokens in and at most ${MAX_OUTPUT} out`;
  return (await confirm(`The other checks call the models: ${cost}. Continue?`)) ?? false;
}
