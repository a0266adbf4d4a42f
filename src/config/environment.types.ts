/** Variables and their values. */
export type Environment = Readonly<Record<string, string | undefined>>;
