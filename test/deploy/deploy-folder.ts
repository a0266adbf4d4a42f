import { fileURLToPath } from 'node:url';

/** The project's own folder, with the Dockerfile and `deploy/`. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const KUSTOMIZE = fileURLToPath(new URL('../../deploy/kustomize', import.meta.url));
