import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Describe, IsText, IsWhole, Plugin, type ProviderPlugin } from '@gateway/provider-kit';
import { PLUGINS } from '../plugins.js';
import { describeSettings } from './describe-settings.js';
import { toCatalogueDocument } from './to-catalogue-document.js';
import { toEnvExample } from './to-env-example.js';
import { toSettingsPage } from './to-settings-page.js';

class SampleSettings {
  @Describe('How `many`')
  @IsWhole()
  SAMPLE_COUNT: number = 3;

  @Describe('Which', { otherwise: 'the first' })
  @IsText()
  SAMPLE_NAME?: string;

  @Describe('Either a|b.')
  @IsText()
  SAMPLE_CHOICE?: string;
}

@Plugin<SampleSettings>({ name: 'sample', settings: SampleSettings, missing: () => [], ownsModel: () => false })
class SamplePlugin implements ProviderPlugin<SampleSettings> {
  load(): Promise<never> {
    return Promise.reject(new Error('not in this test'));
  }
}

const groups = describeSettings([SamplePlugin]).slice(-2);

describe('generated documents', () => {
  it('.env.example explains each variable and sets none', () => {
    const text = toEnvExample(groups);
    expect(text).toContain('# How many.\n#SAMPLE_COUNT=3\n');
    expect(text).toContain('# Which. Default: the first.\n#SAMPLE_NAME=\n');
    expect(text).toContain('# Either a|b.\n#SAMPLE_CHOICE=\n');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  it('the page has a row for each', () => {
    const text = toSettingsPage(groups);
    expect(text).toContain('## Provider sample (`PREFERRED_PROVIDER=sample`)\n');
    expect(text).toContain('| `SAMPLE_COUNT` | `3` | How `many`. |\n');
    expect(text).toContain('| `SAMPLE_CHOICE` | none | Either a\\|b. |\n');
  });

  it('docs/models.md is fresh: else build and run dist/src/reference/write-docs.js', () =>
    expect(readFileSync('docs/models.md', 'utf8')).toBe(toCatalogueDocument()));

  it.each([
    ['.env.example', toEnvExample],
    ['docs/configuration.md', toSettingsPage],
  ])('%s is fresh: else build and run dist/src/reference/write-docs.js', (path, toText) => {
    expect(readFileSync(path, 'utf8')).toBe(toText(describeSettings(PLUGINS)));
  });
});
