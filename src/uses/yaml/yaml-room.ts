import type { Traced } from "../../text/traced.ts";
import type { CommandSite, Site } from "../command-line/site.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import type { Resolve } from "./entries.ts";

/** Variables that are set where a command runs, with their values; `undefined` for one whose value is not known. */
export type Variables = ReadonlyMap<string, Traced | undefined>;

/** What it takes to read the nodes of a document. */
export interface NodeRoom {
  readonly site: Site;
  /** The text that the offsets of the document's nodes are of. */
  readonly source: Traced;
  readonly resolve: Resolve;
  /** A scalar's text is given to it: Compose replaces variables in every one. */
  readonly interpolate: (text: Traced) => Traced;
}

/** What the readers of one YAML document share. */
export interface YamlRoom extends NodeRoom {
  /** POSIX path of the file relative to the repository root. */
  readonly path: string;
  readonly site: CommandSite;
  /** The text was a template: of branches that exclude each other, all are there. */
  readonly template: boolean;
  readonly command: (words: readonly TracedWord[], variables: Variables) => Use[];
  readonly shell: (text: Traced, variables: Variables) => Use[];
}

export const NO_VARIABLES: Variables = new Map();
