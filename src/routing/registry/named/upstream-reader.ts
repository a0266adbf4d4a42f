/** A declared upstream. Variables are spelled as in the environment. */
export interface DeclaredUpstream {
  /** In lower case. */
  readonly name: string;
  /** `UPSTREAM_<NAME>` */
  readonly variable: string;
  /** Name of the plugin for it. */
  readonly kind: string;
  /** The variables of its settings, by their suffixes in capitals. */
  readonly settings: ReadonlyMap<string, string>;
}

interface Draft extends Omit<DeclaredUpstream, 'kind'> {
  /** Absent where the kind is unknown, which was reported. */
  readonly kind?: string;
  readonly settings: Map<string, string>;
}

const WELL_FORMED = /^UPSTREAM(_[A-Z0-9]+)+$/;

/** Reads variables one by one, in any case: a declaration before its settings. */
export class UpstreamReader {
  /** Keyed by their variables in capitals; later ones have longer names. */
  private readonly drafts = new Map<string, Draft>();
  private readonly seen = new Map<string, string>();

  constructor(private readonly kinds: ReadonlyMap<string, readonly string[]>) {}

  /** The declared upstreams of a known kind, by name. */
  get upstreams(): readonly DeclaredUpstream[] {
    return [...this.drafts.values()]
      .flatMap(({ kind, ...draft }) => (kind === undefined ? [] : [{ ...draft, kind }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Reads a variable; returns what is wrong with it, if anything. */
  read(variable: string, value: string): string | undefined {
    const capitals = variable.toUpperCase();
    if (!WELL_FORMED.test(capitals)) return 'a name is made of letters, digits and single underscores';
    const twin = this.seen.get(capitals);
    if (twin !== undefined) return `is the same as ${twin}; keep one of them`;
    this.seen.set(capitals, variable);
    // The longest name first: UPSTREAM_EU_WEST_API_KEY is a setting of EU_WEST, where there is an EU too.
    const owners = [...this.drafts].filter(([key]) => capitals.startsWith(`${key}_`)).reverse();
    for (const [key, { kind, settings }] of owners) {
      const suffix = capitals.slice(key.length + 1);
      if (!this.suffixesOf(kind).includes(suffix)) continue;
      settings.set(suffix, variable);
      return undefined;
    }
    const kind = value.toLowerCase();
    if (this.kinds.has(kind)) {
      this.declare(variable, kind);
      return undefined;
    }
    const [nearest] = owners;
    return nearest === undefined ? this.refuse(variable) : this.refuseSetting(nearest[1]);
  }

  private declare(variable: string, kind?: string): void {
    const name = variable.slice('UPSTREAM_'.length).toLowerCase();
    const draft = { name, variable, settings: new Map<string, string>() };
    this.drafts.set(variable.toUpperCase(), kind === undefined ? draft : { ...draft, kind });
  }

  private refuse(variable: string): string {
    const kinds = [...this.kinds.keys()].join(', ');
    const rest = variable.slice('UPSTREAM'.length).toUpperCase();
    const suffixes = [...this.kinds.values()].flat().sort((a, b) => b.length - a.length);
    const suffix = suffixes.find((each) => rest.length > each.length + 1 && rest.endsWith(`_${each}`));
    if (suffix !== undefined)
      return `belongs to no upstream; set ${variable.slice(0, -suffix.length - 1)} to one of ${kinds}`;
    // Its settings cannot be checked, so they are not refused as well.
    this.declare(variable);
    return `must be one of ${kinds}`;
  }

  private refuseSetting({ variable, kind }: Draft): string | undefined {
    if (kind === undefined) return undefined;
    const possible = this.suffixesOf(kind).map((suffix) => `${variable}_${suffix}`);
    return `is no setting of an upstream of the kind ${kind}; there are ${possible.join(', ')}`;
  }

  private suffixesOf(kind: string | undefined): readonly string[] {
    return (kind === undefined ? undefined : this.kinds.get(kind)) ?? [];
  }
}
