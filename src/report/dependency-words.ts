import type { AskedChange, DependencyChange, DependencyChanges } from "../dependencies/dependency-changes.ts";
import { count } from "./wording.ts";

/** `12 packages move (2 major, 1 down), 3 added, 1 removed; 180 stay`. */
export function changesWords({ changes, unchanged, asked }: DependencyChanges): string {
  if (unchanged === undefined) return `vLLM asks for other versions of ${count(asked.length, "package")}`;
  const amount = (test: (change: DependencyChange) => boolean) => changes.filter(test).length;
  const moved = amount(({ kind }) => kind === "moved");
  const major = amount(({ step }) => step === "major");
  const down = amount(({ direction }) => direction === "down");
  const marks = [major > 0 ? `${major} major` : "", down > 0 ? `${down} down` : ""].filter((word) => word !== "");
  const parts = [
    moved === 0
      ? ""
      : `${count(moved, "package")} ${moved === 1 ? "moves" : "move"}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`,
    ...(["added", "removed"] as const).map((word) => {
      const number = amount(({ kind }) => kind === word);
      return number === 0 ? "" : `${number} ${word}`;
    }),
  ].filter((part) => part !== "");
  return `${parts.length === 0 ? "no package moves" : parts.join(", ")}; ${unchanged} ${unchanged === 1 ? "stays" : "stay"}`;
}

/** `major`, `minor, down`, `added`: what became of one package. */
export function changeWord({ kind, step, direction }: DependencyChange): string {
  if (kind !== "moved") return kind;
  const size = step === undefined ? "moved" : step === "none" ? "rebuild" : step;
  return direction === "down" ? `${size}, down` : size;
}

/** A range as a reader would say it. */
export function askedWords(range: AskedChange["current"]): string {
  return range === undefined ? "nothing" : range === "" ? "any version" : range;
}
