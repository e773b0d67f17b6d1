import type { Finding } from "../../checks/finding.ts";
import type { Use } from "../../uses/use.ts";
import { architectureDrafts } from "./architecture-drafts.ts";
import { changedDefaults } from "./changed-defaults.ts";
import { type CommandDraft, commandDrafts } from "./command-drafts.ts";
import { configFileDrafts } from "./config-file-drafts.ts";
import { type Draft, toFinding } from "./draft.ts";
import { hintsOf } from "./hints.ts";
import type { SurfaceContext, SurfaceJudgement } from "./judgement.ts";
import { asksForHidden, metricDrafts } from "./metric-drafts.ts";
import { settleByParsers } from "./parser-answers.ts";
import { requestFieldDrafts } from "./request-field-drafts.ts";
import { variableDrafts } from "./variable-drafts.ts";

/**
 * What the current release accepts and the target does not, at the places where the repository uses it. What neither knows is
 * somebody else's, and never alarms.
 */
export async function judgeUses(uses: readonly Use[], context: SurfaceContext): Promise<SurfaceJudgement> {
  const hints = hintsOf(context);
  const findings = new Map<string, Finding>();
  const showsHidden = asksForHidden(uses);
  const inFile = draftsByFile(uses, context);
  for (const use of uses)
    for (const draft of draftsOf(use, context, { showsHidden, inFile })) {
      const { rule, place, subject } = draft;
      // Two readers may have read one place.
      const key = JSON.stringify([rule, place.path, place.line, place.column, subject.name]);
      if (findings.has(key)) continue;
      const known = draft.gone ? await hints(subject) : undefined;
      findings.set(key, toFinding(draft, known, context.line(place.path, place.line)));
    }
  const { current, target, usesPython } = context;
  return {
    findings: [...findings.values()].sort(byPlace),
    defaults: changedDefaults(current, target, uses, usesPython),
  };
}

/** Of the files that commands name with `--config`, by path. */
function draftsByFile(uses: readonly Use[], context: SurfaceContext): (path: string) => readonly CommandDraft[] {
  return (path) =>
    uses.flatMap((use) =>
      use.kind === "config-file" && use.place.path === path ? configFileDrafts(use, context) : [],
    );
}

interface Others {
  readonly showsHidden: boolean;
  readonly inFile: ReturnType<typeof draftsByFile>;
}

function draftsOf(use: Use, context: SurfaceContext, { showsHidden, inFile }: Others): readonly Draft[] {
  switch (use.kind) {
    case "command":
      return settleByParsers(use, commandDrafts(use, context), context, inFile);
    case "config-file":
      return configFileDrafts(use, context);
    case "variable":
      return variableDrafts(use, context);
    case "request-field":
      return requestFieldDrafts(use, context);
    case "metric":
      return metricDrafts(use, context, showsHidden);
    case "architecture":
      return architectureDrafts(use, context);
  }
}

function byPlace(a: Finding, b: Finding): number {
  const [one = "", other = ""] = [a.path, b.path];
  return (one < other ? -1 : one > other ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
