/**
 * Names of clients as labels. An identity provider may have any number of clients, and each name would be a time series
 * for ever: the first names keep their own label, all later ones share `other`.
 */
export class LimitedLabels {
  private readonly known = new Set<string>();

  constructor(private readonly max: number) {}

  labelOf(name: string): string {
    if (this.known.size < this.max) this.known.add(name);
    return this.known.has(name) ? name : 'other';
  }
}
