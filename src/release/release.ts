/** One file of a release, as the index lists it (PEP 691 `files[]`, with PEP 700 size and upload time). */
export interface ReleaseFile {
  readonly filename: string;
  readonly url: string;
  /** Lower-case hex; absent when the index gives none. */
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
  /** PEP 440 specifier. */
  readonly requiresPython?: string;
  /** PEP 592: `false`, or the reason (possibly empty). */
  readonly yanked: false | { readonly reason: string };
  readonly uploadTime?: string;
  /** The index serves the wheel's METADATA beside it (PEP 658, PEP 714); its lower-case hex hash where the index gives one. */
  readonly metadata?: { readonly sha256?: string };
}

/** What the index says of one version. */
export interface Release {
  /** Normalized PEP 440 version. */
  readonly version: string;
  readonly files: readonly ReleaseFile[];
  readonly requiresPython?: string;
  /** Set when every file is yanked. */
  readonly yanked: false | { readonly reason: string };
  /** ISO 8601, of the earliest file. */
  readonly uploadTime?: string;
}

/** The size of a step between two releases, in semver's vocabulary, and what lies between. */
export interface UpgradePath {
  readonly direction: "upgrade" | "downgrade" | "same";
  /** `none` when the release segments and the post segment are equal (a local version or rebuild moved). */
  readonly step: "major" | "minor" | "patch" | "post" | "prerelease" | "none";
  /** Final, not yanked releases strictly between the two, oldest first. */
  readonly skipped: readonly string[];
  /** Days since the target was uploaded; absent when the index does not say. */
  readonly targetAgeDays?: number;
  /** Facts the reader must know about this particular path (the V1 engine, for example). Plain text. */
  readonly notes: readonly string[];
}
