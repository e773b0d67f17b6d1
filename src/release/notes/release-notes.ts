import type { Announcement } from "./announcements.ts";

/** A name that a line of the notes and the repository share, and the first place where the repository has it. */
export interface NamedHere {
  /** As the notes write it. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

export interface NoteLine extends Announcement {
  /** The release whose notes say it: PEP 440. */
  readonly version: string;
  /** Empty where the repository uses nothing that the line names. */
  readonly here: readonly NamedHere[];
}

/** What vLLM's release notes announce on the way between two releases: for information, never a verdict. */
export type ReleaseNotes =
  | {
      readonly kind: "read";
      /** What names something that is used here first, then the newest release first. */
      readonly lines: readonly NoteLine[];
      /** Releases whose notes were read, newest first. */
      readonly versions: readonly string[];
      /** Releases on the way whose notes could not be read, or that have none. */
      readonly without: readonly string[];
    }
  | {
      readonly kind: "unread";
      /** Why, a clause: `there is no token to read them with`. */
      readonly reason: string;
    };

/** A line as it reads. Untrusted text. */
export function noteText({ lead, parts }: NoteLine): string {
  return `${lead === undefined ? "" : `${lead}: `}${parts.join(", ")}`;
}

/** The page of a release: of its version alone. */
export function notesPage(version: string): string {
  return `https://github.com/vllm-project/vllm/releases/tag/${encodeURIComponent(tagOf(version))}`;
}

/** vLLM's tags: `v0.11.0`, `v0.10.1.1`, `v0.6.3.post1`. */
export function tagOf(version: string): string {
  return `v${version.replace(/\+.*$/, "")}`;
}
