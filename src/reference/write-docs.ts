import { writeFileSync } from 'node:fs';
import { toPresetsPage } from '@gateway/presets';
import { toFidelityPage } from './to-fidelity-page.js';
import { PLUGINS } from '../plugins.js';
import { describeSettings } from './describe-settings.js';
import { toCatalogueDocument } from './to-catalogue-document.js';
import { toEnvExample } from './to-env-example.js';
import { toOpenApi } from '../http/openapi/to-open-api.js';
import { toSettingsPage } from './to-settings-page.js';

// Run from the project's folder after a build; a test fails when it is due.
const groups = describeSettings(PLUGINS);
writeFileSync('.env.example', toEnvExample(groups));
writeFileSync('docs/configuration.md', toSettingsPage(groups));
writeFileSync('docs/fidelity.md', toFidelityPage());
writeFileSync('docs/openapi.json', `${JSON.stringify(toOpenApi(), undefined, 2)}\n`);
writeFileSync('docs/models.md', toCatalogueDocument());
writeFileSync('docs/providers/compatible.md', toPresetsPage());
