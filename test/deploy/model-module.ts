/** The module that knows the resources of an API version: the schemas as functions, and their types. */
export function modelModule(apiVersion: string): string {
  const operator = apiVersion.startsWith('monitoring.coreos.com/');
  return `${operator ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models'}/${apiVersion}`;
}
