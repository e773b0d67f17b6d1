import type { CheckContext, Golden, Side } from "../../src/checks/check.ts";
import type { Finding } from "../../src/checks/finding.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import { NO_COMMENTS } from "../../src/checks/suppression/source-comments.ts";
import type { Environment } from "../../src/environment/environment.ts";
import type { LaneState, LanesState } from "../../src/environment/lanes.ts";
import type { ProbeResult } from "../../src/environment/probe.ts";
import { deploymentsOf } from "../../src/pins/deployments.ts";
import { markerEnvironment } from "../../src/python/marker.ts";
import { release } from "./fake-index.ts";
import { environment, host, SETTINGS } from "./samples-environment.ts";
import { pin } from "./samples-pins.ts";

export const passed: Outcome = { status: "passed", summary: "It works." };
export const skipped: Outcome = { status: "skipped", reason: "Not selected." };
export const inconclusive: Outcome = {
  status: "inconclusive",
  cause: "timeout",
  reason: "It took too long.",
  remedy: "Wait.",
};

export function finding(over: Partial<Finding> = {}): Finding {
  return { rule: "pip-check", severity: "error", message: "a needs b.", ...over };
}

export function failed(...findings: readonly Finding[]): Extract<Outcome, { status: "failed" }> {
  const [first = finding(), ...rest] = findings;
  return { status: "failed", summary: first.message, findings: [first, ...rest] };
}

export function side(role: "current" | "target", over: Partial<Side> = {}): Side {
  const version = role === "current" ? "0.31.0" : "0.32.0";
  const pins = over.pins ?? [pin({ version, line: 3 })];
  const [own = pin({ version, line: 3 })] = pins;
  return {
    role,
    version,
    release: { kind: "release", release: release(version) },
    pins,
    pin: own,
    mentions: [],
    deployments: deploymentsOf({ manifests: [], pins }),
    problems: [],
    ...over,
  };
}

export function lane(over: Partial<LaneState> = {}): LaneState {
  const packages = [{ name: "vllm", version: "0.32.0" }];
  const resolution = {
    kind: "resolved",
    frozen: "/l",
    text: "",
    packages,
    omitted: [],
    settings: SETTINGS,
    seconds: 1,
  } as const;
  return { resolution, environments: new Map(), ...over };
}

export const GOLDEN: Golden = {
  prompts: [
    { text: "Hello", promptTokenIds: [1, 2, 3], tokenIds: [7, 8, 9, 10] },
    { text: "The capital", promptTokenIds: [4, 5], tokenIds: [11, 12, 13, 14] },
  ],
};

export function told(values: Readonly<Record<string, unknown>> = {}): ProbeResult {
  return { ok: true, seconds: 2, maxRssMiB: 100, ...values };
}

export const answersOf = (golden: Golden = GOLDEN) =>
  golden.prompts.map(({ promptTokenIds, tokenIds }) => ({ promptTokenIds, tokenIds }));

/** Everything in order on both releases; each test spoils one thing. */
export function context(over: Partial<CheckContext> = {}): CheckContext {
  const environments: Record<string, Environment> = {
    current: environment({ role: "current", version: "0.31.0" }),
    target: environment({ role: "target", version: "0.32.0" }),
  };
  const lanes: LanesState = { current: lane(), target: lane(), notes: [] };
  return {
    sides: { current: side("current"), target: side("target") },
    python: { version: "3.11", from: ".python-version" },
    markers: markerEnvironment("3.11", { os: "linux", machine: "x86_64" }),
    platform: host().tags,
    declared: [],
    gpus: [],
    deployment: async () => ({ pythons: [], images: [], labels: {} }),
    runtime: async () => undefined,
    servesTorch: async () => undefined,
    earlier: new Map(),
    advisories: async () => ({ kind: "read", records: [], unread: 0 }),
    code: async () => ({
      findings: [],
      counts: { python: 40, reaching: 12, documents: 0 },
      comments: NO_COMMENTS,
      excluded: [],
    }),
    asked: async () => undefined,
    thirdParties: async () => [],
    thirdPartyCode: async () => ({ judged: [], broken: [], unread: [] }),
    plugins: async () => [],
    configuration: async () => ({
      findings: [],
      defaults: [],
      counts: { commands: 0, variables: 0, requestFields: 0, metrics: 0, architectures: 0, files: 0 },
      comments: NO_COMMENTS,
      excluded: [],
    }),
    lanes: async () => lanes,
    environment: async (role) => environments[role] as Environment,
    pipCheck: async () => ({ broken: [], explained: [] }),
    importVllm: async ({ version }) => told({ version, module: "vllm.entrypoints.llm" }),
    installedVersion: async ({ version }) => told({ version }),
    vllmVersion: async () => undefined,
    generate: async () => told({ answers: answersOf() }),
    golden: GOLDEN,
    rehearsePatch: async () => undefined,
    putBack: async () => ({ ok: true, text: "" }),
    commentSuppressions: async () => NO_COMMENTS,
    ...over,
  };
}
