import type { Charge, Entry } from '../ledger.types.js';

/** Requested by a worker for a request that begins, with `AdmitArguments`; the index of an exhausted entry, or null. */
export const ADMIT = 'budgets: admit';
/** Requested by a worker for a request that ended, with `ChargeArguments`. */
export const CHARGE = 'budgets: charge';

export type AdmitArguments = readonly Entry[];
export type ChargeArguments = readonly [id: string, charge: Charge];
