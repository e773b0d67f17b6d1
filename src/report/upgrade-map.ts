/** What each later release would cost this repository's code and configuration: one row a release, oldest first. */
export interface UpgradeMap {
  readonly releases: readonly MapRow[];
  /** The newest release with no finding at error level; absent when every later release has one. */
  readonly furthestSafe?: string;
}

export type MapRow =
  | { readonly version: string; readonly errors: number; readonly warnings: number }
  /** Its source could not be read; plain text. */
  | { readonly version: string; readonly unknown: string };
