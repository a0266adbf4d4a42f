import type { LimitedAccount, UsageLimits } from '../../context/limited-account.types.js';
import type { NamedToken } from '../../context/named-token.types.js';
import type { StoredToken } from './stored-token.types.js';

/** What a group, or all clients, may use together, and each of its members. */
export interface GroupRules {
  readonly limits: UsageLimits;
  readonly each: UsageLimits;
  /** Patterns of models, for members without a list of their own. */
  readonly models?: readonly string[] | undefined;
}

/** A client as its token identifies it, before the rules of its group. */
export interface Client {
  readonly name: string;
  /** Candidates for its group. */
  readonly groups: readonly string[];
  readonly models?: readonly string[] | undefined;
  readonly limits?: UsageLimits;
}

/** The content of the tokens file: tokens, groups, and limits. */
export class Access {
  /**
   * @param common rules for all clients, those of no group included
   * @param entries the clients of the tokens, by their names
   */
  constructor(
    readonly tokens: readonly StoredToken[],
    private readonly groups: ReadonlyMap<string, GroupRules> = new Map(),
    private readonly common: GroupRules = { limits: {}, each: {} },
    private readonly entries: ReadonlyMap<string, Client> = new Map(),
  ) {}

  /**
   * Admits a client that an identity provider names. Where the file has a token of the same name, both are one client:
   * the group, the models and the limits of its entry hold for it too.
   */
  admitNamed(client: Client): NamedToken {
    const entry = this.entries.get(client.name);
    if (entry === undefined) return this.admit(client);
    const groups = [...entry.groups, ...client.groups];
    return this.admit({ ...entry, groups, models: client.models ?? entry.models });
  }

  /**
   * Applies the rules of its group to a client. A client is in one group: the first of the file that is among its
   * groups; where the file has none of them, the first of its own.
   */
  admit({ name, groups, models, limits }: Client): NamedToken {
    const group = [...this.groups.keys()].find((known) => groups.includes(known)) ?? groups[0];
    const rules = group === undefined ? undefined : this.groups.get(group);
    const allowed = models ?? rules?.models ?? this.common.models;
    const accounts: readonly LimitedAccount[] = [
      { scope: 'token', name, limits: { ...this.common.each, ...rules?.each, ...limits } },
      { scope: 'group', name: group ?? '', limits: rules?.limits ?? {} },
      { scope: 'all', name: '', limits: this.common.limits },
    ];
    const limited = accounts.filter((account) => Object.keys(account.limits).length > 0);
    return {
      name,
      ...(group === undefined ? {} : { group }),
      ...(allowed === undefined ? {} : { models: allowed }),
      ...(limited.length === 0 ? {} : { accounts: limited }),
    };
  }
}
