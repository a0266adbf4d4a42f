export interface DescribedSetting {
  readonly name: string;
  readonly description: string;
  /** In the form of a file; undefined where there is none. */
  readonly value?: string;
  /** The text for the default. */
  readonly byDefault: string;
}

/** The settings of one settings class. */
export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly DescribedSetting[];
}
