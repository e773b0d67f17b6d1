import type { Finding } from "../../checks/finding.ts";
import type { SuppressedFinding, Suppression } from "../../checks/suppression/suppression.ts";
import type { Pin } from "../../pins/pin.ts";
import { oneLine, visibleText } from "../untrusted.ts";
import { fingerprinter } from "./fingerprint.ts";
import { artifactAt, locationAt } from "./location.ts";
import type { SarifLevel, SarifResult, SarifSuppression } from "./log.ts";
import { ruleIndex, SARIF_LEVELS } from "./rules.ts";

/** A finding on its way into the log. */
export interface Candidate {
  readonly finding: Finding;
  /** Whether its check keeps the change from being merged. */
  readonly blocks: boolean;
  readonly suppression?: Suppression;
}

export interface ResultContext {
  readonly folder: string;
  /** Where a finding stands that has no place of its own: without one it is no result. */
  readonly pin: Pin | undefined;
  /** Whether suppressions are listed; then every result says whether it has one (SARIF 2.1.0, 3.27.23). */
  readonly suppressions: boolean;
}

export function candidatesOf(
  checks: readonly {
    readonly findings: readonly Finding[];
    readonly blocks: boolean;
    readonly suppressed?: readonly SuppressedFinding[];
  }[],
): Candidate[] {
  return checks.flatMap(({ findings, blocks, suppressed = [] }) => [
    ...findings.map((finding) => ({ finding, blocks })),
    ...suppressed.map((one) => ({ ...one, blocks: false })),
  ]);
}

/** One result for each finding that has a place, the gravest first. */
export function sarifResults(candidates: readonly Candidate[], context: ResultContext): SarifResult[] {
  const fingerprint = fingerprinter();
  return candidates
    .filter(({ finding }) => finding.path !== undefined || context.pin !== undefined)
    .map((candidate) => result(candidate, context, fingerprint(candidate.finding)))
    .sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

const ORDER: readonly SarifLevel[] = ["error", "warning", "note"];

function result(candidate: Candidate, context: ResultContext, partialFingerprints: SarifResult["partialFingerprints"]) {
  const { finding, suppression } = candidate;
  const { folder, pin } = context;
  const { rule, path, message } = finding;
  return {
    ruleId: rule,
    ruleIndex: ruleIndex(rule),
    level: levelOf(candidate),
    message: { text: withoutLinks(oneLine(message, 1000)) },
    locations: [
      path === undefined ? locationAt(pin?.file ?? "", pin ?? {}, folder) : locationAt(path, finding, folder),
    ],
    partialFingerprints,
    ...(context.suppressions ? { suppressions: suppression === undefined ? [] : [accepted(suppression, folder)] } : {}),
    ...fixesOf(finding, folder),
  } satisfies SarifResult;
}

/** An error that does not block (it was there before) must not fail code scanning. */
function levelOf({ finding, blocks, suppression }: Candidate): SarifLevel {
  const level = SARIF_LEVELS[finding.severity];
  return level === "error" && !blocks && suppression === undefined ? "warning" : level;
}

function accepted({ kind, reason, until, path, line, column }: Suppression, folder: string): SarifSuppression {
  return {
    kind: kind === "comment" ? "inSource" : "external",
    status: "accepted",
    justification: oneLine(reason, 1000),
    ...(path.startsWith("../") ? {} : { location: locationAt(path, { line, column }, folder) }),
    ...(until === undefined ? {} : { properties: { until } }),
  };
}

/** A suggestion is the whole new text of the finding's line. */
function fixesOf({ path, line, endLine = line, suggestion }: Finding, folder: string): Pick<SarifResult, "fixes"> {
  if (path === undefined || line === undefined || endLine !== line || suggestion === undefined) return {};
  const replacement = { deletedRegion: { startLine: line }, insertedContent: { text: suggestion } };
  return {
    fixes: [
      {
        description: { text: withoutLinks(`Write instead: ${oneLine(visibleText(suggestion).trim(), 500)}`) },
        artifactChanges: [{ artifactLocation: artifactAt(path, folder), replacements: [replacement] }],
      },
    ],
  };
}

/** Viewers make links of `[text](address)` in plain messages (SARIF 2.1.0, 3.11.6): text from outside must not. */
function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}
