import type { Traced } from "../../text/traced.ts";
import type { Resolve } from "../../uses/yaml/entries.ts";
import type { Draft, GroupOf } from "../draft.ts";
import type { GitState } from "../git-checkout.ts";

/** What kind of program takes a YAML file: it decides what its variables are, and what is installed together. */
export interface YamlTarget {
  readonly draft: Draft;
  /** Of the file, relative to the repository root. */
  readonly folder: string;
  readonly kind: "kubernetes" | "compose" | "workflow";
  /** Compose puts variables into every scalar. */
  readonly interpolate?: (text: Traced) => Traced;
}

/** What the documents of one file share. */
export interface YamlShared {
  /** Scripts read so far, for their names. */
  scripts: number;
  /** What the steps of each job have cloned. */
  readonly clones: Map<string, GitState>;
}

/** What the walk through one document shares. */
export interface YamlWalk extends YamlTarget {
  /** The text that the offsets of the document's nodes are of. */
  readonly source: Traced;
  readonly resolve: Resolve;
  readonly shared: YamlShared;
  readonly nested: (text: Traced) => void;
}

/** What holds for a node: it is what the nodes around it say. */
export interface YamlScope {
  /** The key that the node, or the list it is in, stands under. */
  readonly key: string;
  /** Set by the mappings around it: `NAME`, and `matrix.NAME`. */
  readonly variables: ReadonlyMap<string, Traced>;
  /** A pipeline's job. */
  readonly group: GroupOf;
  /** In the matrix of a job: each value is one of several. */
  readonly matrix: boolean;
}
