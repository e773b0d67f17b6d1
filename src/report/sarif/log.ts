import type { RuleId } from "../../checks/rules.ts";

/**
 * The parts of SARIF 2.1.0 that are written here.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly [SarifRun];
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly automationDetails: { readonly id: string };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: SarifText }>>;
  readonly columnKind: "utf16CodeUnits";
  readonly invocations: readonly [SarifInvocation];
  readonly results: readonly SarifResult[];
  readonly properties: Readonly<Record<string, string>>;
}

interface SarifDriver {
  readonly name: string;
  readonly semanticVersion: string;
  readonly informationUri?: string;
  readonly rules: readonly SarifRule[];
}

export interface SarifRule {
  readonly id: RuleId;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText & { readonly markdown?: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

interface SarifInvocation {
  readonly executionSuccessful: boolean;
  readonly exitCode: number;
  readonly toolExecutionNotifications: readonly SarifNotification[];
}

export interface SarifNotification {
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly associatedRule?: { readonly id: RuleId; readonly index: number };
}

export interface SarifResult {
  readonly ruleId: RuleId;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly SarifSuppression[];
  readonly fixes?: readonly SarifFix[];
}

export interface SarifSuppression {
  readonly kind: "inSource" | "external";
  readonly status: "accepted";
  readonly justification: string;
  readonly location?: SarifLocation;
  readonly properties?: { readonly until: string };
}

export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region: SarifRegion };
}

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId: string;
}

/** 1-based, the end's column exclusive: as findings have them. Without columns the whole line, without its line feed. */
export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

interface SarifFix {
  readonly description: SarifText;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly { readonly deletedRegion: SarifRegion; readonly insertedContent: SarifText }[];
  }[];
}

export interface SarifText {
  readonly text: string;
}

export type SarifLevel = "error" | "warning" | "note";
