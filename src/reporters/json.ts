import type { Advisory } from "../advisories/advisory.ts";
import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding } from "../checks/finding.ts";
import type { CheckResult, SideResult } from "../checks/result.ts";
import type { SuppressedFinding } from "../checks/suppression/suppression.ts";
import { notesPage, noteText, type ReleaseNotes } from "../release/notes/release-notes.ts";
import type { Report } from "../report/report.ts";
import { printableJson } from "./printable-json.ts";

/** The report as `schema/report.schema.json` says: every field in a fixed order, two spaces, a line feed at the end. */
export function renderJson(report: Report): string {
  const {
    schemaVersion,
    verdict,
    reason,
    cause,
    current,
    target,
    path,
    pins,
    checks,
    rollback,
    upgradeMap,
    releaseNotes,
    environment,
    timings,
    notes,
  } = report;
  const ordered = {
    schemaVersion,
    verdict,
    reason,
    cause,
    current: current && { version: current.version, from: current.from },
    target: target && { version: target.version, from: target.from },
    path: path && {
      direction: path.direction,
      step: path.step,
      skipped: path.skipped,
      targetAgeDays: path.targetAgeDays,
      notes: path.notes,
    },
    pins: pins.map(({ file, line, column, raw, specifier, reference, format, role, group, groupKind, hashed }) => {
      return { file, line, column, raw, specifier, reference, format, role, group, groupKind, hashed };
    }),
    checks: checks.map(orderedCheck),
    rollback: rollback && {
      backup: rollback.backup,
      edits: rollback.edits,
      lock: rollback.lock,
      install: rollback.install,
      image: rollback.image,
      configuration: rollback.configuration,
      verify: rollback.verify,
      remains: rollback.remains,
      frozen: rollback.frozen,
      rehearsedSeconds: rollback.rehearsedSeconds,
    },
    upgradeMap: upgradeMap && {
      releases: upgradeMap.releases.map((row) =>
        "unknown" in row
          ? { version: row.version, unknown: row.unknown }
          : { version: row.version, errors: row.errors, warnings: row.warnings },
      ),
      furthestSafe: upgradeMap.furthestSafe,
    },
    releaseNotes: releaseNotes && orderedNotes(releaseNotes),
    environment: {
      tool: environment.tool,
      host: environment.host,
      environments: environment.environments,
    },
    timings: { totalMs: timings.totalMs, stages: timings.stages },
    notes,
  };
  return printableJson(ordered);
}

function orderedCheck(check: CheckResult) {
  const { id, title, status, blocks, comparison, summary, durationMs, findings } = check;
  const { suppressed, excluded, defaults, advisories, current, target } = check;
  return {
    id,
    title,
    status,
    comparison,
    blocks,
    summary,
    durationMs,
    findings: findings.map(orderedFinding),
    suppressed: suppressed?.map(orderedSuppressed),
    excluded: excluded?.map(({ path, why }) => ({ path, why })),
    defaults: defaults?.map(orderedDefault),
    advisories: advisories && {
      fixed: advisories.fixed.map(orderedAdvisory),
      entered: advisories.entered.map(orderedAdvisory),
      open: advisories.open.map(orderedAdvisory),
      unread: advisories.unread,
    },
    current: orderedSide(current),
    target: orderedSide(target),
  };
}

function orderedSide({ outcome, durationMs }: SideResult) {
  switch (outcome.status) {
    case "passed":
    case "failed": {
      const { status, summary, details, findings } = outcome;
      return { status, durationMs, summary, findings: (findings ?? []).map(orderedFinding), details };
    }
    case "skipped":
      return { status: outcome.status, durationMs, reason: outcome.reason };
    case "inconclusive": {
      const { status, cause, reason, remedy, details } = outcome;
      return { status, durationMs, cause, reason, remedy, details };
    }
  }
}

function orderedNotes(notes: ReleaseNotes) {
  if (notes.kind === "unread") return { unread: notes.reason };
  return {
    lines: notes.lines.map((line) => ({
      version: line.version,
      kind: line.kind,
      text: noteText(line),
      url: notesPage(line.version),
      usedHere: line.here.map(({ name, path, line: at }) => ({ name, path, line: at })),
    })),
    versions: notes.versions,
    without: notes.without,
  };
}

function orderedAdvisory({ id, ids, summary, severity, url, fixedIn, disputedBy }: Advisory) {
  return { id, ids, summary, rating: severity.rating, score: severity.score, url, fixedIn, disputedBy };
}

function orderedDefault({ kind, owner, name, current, target, weak, evidence }: ChangedDefault) {
  return { kind, owner, name, current, target, weak, evidence };
}

function orderedFinding(finding: Finding) {
  const { rule, severity, message, path, line, column, endLine, endColumn, suggestion, data } = finding;
  return { rule, severity, message, path, line, column, endLine, endColumn, suggestion, data };
}

function orderedSuppressed({ finding, suppression }: SuppressedFinding) {
  const { kind, reason, until, path, line } = suppression;
  return { ...orderedFinding(finding), suppression: { kind, reason, until, path, line } };
}
