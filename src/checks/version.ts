import { samePublicVersion } from "../python/version.ts";
import type { Check } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/** What is installed is what was asked for: by its metadata, by what it says of itself, and by `vllm --version` where that runs. */
export const versionCheck: Check = {
  id: "version",
  title: "Version",
  foundation: false,
  requires: ["dependencies"],
  async run(context, role) {
    const side = context.sides[role];
    const environment = await context.environment(role, "import");
    const metadata = await context.installedVersion(environment);
    if (!metadata.ok) {
      const message = `${environment.distribution} is not installed: ${metadata.error}`;
      return {
        status: "failed",
        summary: message,
        findings: [findingAtPin(side, "wrong-version", message)],
        details: metadata.details,
      };
    }
    const imported = await context.importVllm(environment);
    const said = new Map<string, string>([[`${environment.distribution} metadata`, String(metadata["version"])]]);
    if (imported.ok) said.set("vllm.__version__", String(imported["version"]));
    const command = await context.vllmVersion(environment);
    if (command !== undefined) said.set("vllm --version", command);
    const wrong = [...said].find(([, version]) => !samePublicVersion(version, side.version));
    if (wrong === undefined) return { status: "passed", summary: `${side.version} (${[...said.keys()].join(", ")}).` };
    const message = `${wrong[0]} says ${wrong[1]}, expected ${side.version}.`;
    return {
      status: "failed",
      summary: message,
      findings: [findingAtPin(side, "wrong-version", message, { expected: side.version, actual: wrong[1] })],
    };
  },
};
