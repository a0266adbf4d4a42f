export interface DescribedSetting {
  readonly name: string;
  readonly description: string;
  /** As it would be written in a file; undefined where there is none. */
  readonly value?: string;
  /** What the documents say of the default. */
  readonly byDefault: string;
}

/** The settings of one settings class. */
export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly DescribedSetting[];
}
