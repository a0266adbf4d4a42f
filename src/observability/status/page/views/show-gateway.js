import { showCorrections } from './show-corrections.js';
import { showProviders } from './show-providers.js';
import { showRoutes } from './show-routes.js';
import './run-checks.js';

/** Shows how the gateway is set up, and how its providers are. */
export function showGateway(update) {
  showProviders(update);
  showRoutes(update);
  showCorrections(update);
}
