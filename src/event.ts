/** Who may be told, and about which commits: the event payload, reduced to what the check needs. */
export type Event =
  | {
      readonly name: "pull_request";
      readonly number: number;
      readonly base: string;
      readonly head: string;
      /** Head repository differs from the base repository: the token is read-only whatever `permissions:` says. */
      readonly isFork: boolean;
      readonly isDependabot: boolean;
    }
  | { readonly name: "merge_group"; readonly base: string; readonly head: string; readonly number?: number }
  | {
      readonly name: "push";
      /** Absent on a new branch (all zeros in the payload). */
      readonly base?: string;
      readonly head: string;
    }
  | { readonly name: "workflow_dispatch" | "schedule" | "terminal" };
