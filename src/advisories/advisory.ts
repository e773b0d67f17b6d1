/** CVSS's qualitative ratings (specification 3.1, section 5; 4.0, section 6); `unknown` where no source gives one. */
export type Rating = "unknown" | "low" | "medium" | "high" | "critical";

export interface Severity {
  readonly rating: Rating;
  /** CVSS base score, 0.1 to 10; absent where only a word is given. */
  readonly score?: number;
}

/** One known vulnerability of a package, whatever number of databases list it. */
export interface Advisory {
  /** What people call it: its CVE, else its GitHub advisory, else the first of its names. */
  readonly id: string;
  /** All its names, `id` first. */
  readonly ids: readonly string[];
  /** One line, untrusted; may be empty. */
  readonly summary: string;
  readonly severity: Severity;
  /** The page a person opens: made of the identifier, never taken from the service. */
  readonly url: string;
  /** PEP 440: the first release after the one that was asked for in which it is fixed, where one is known. */
  readonly fixedIn?: string;
  /** Names of records that say otherwise of this release than the one believed. */
  readonly disputedBy?: readonly string[];
}

/** What a move from one release to another means for the known vulnerabilities of a package. The gravest first. */
export interface AdvisoryMove {
  /** They affect the current release and not the target. */
  readonly fixed: readonly Advisory[];
  /** They affect the target and not the current release. */
  readonly entered: readonly Advisory[];
  /** They affect both. */
  readonly open: readonly Advisory[];
  /** Records that could not be understood, or whose versions are none: nothing is said of them. */
  readonly unread: number;
}
