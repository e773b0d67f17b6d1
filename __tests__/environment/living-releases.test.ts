import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { livingReleases } from "../../src/environment/living-releases.ts";
import type { ExecResult } from "../../src/platform/exec.ts";
import type { Role } from "../../src/report/report.ts";
import type { Surface } from "../../src/surface/surface.ts";
import { type CommandUse, type ConfigFile, UNKNOWN } from "../../src/uses/use.ts";
import { type Call, fakeExec } from "../support/fake-exec.ts";
import { environment, silentProgress } from "../support/samples-environment.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "living-releases-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const VERSIONS = { current: "0.31.0", target: "0.32.0" } as const;

const source = (version: string): Surface => ({
  ...{ version, configs: {}, parameters: {}, variables: { VLLM_A: {} }, variablesElsewhere: [], requests: {} },
  ...{ metrics: {}, architectures: {}, formerArchitectures: {} },
  options: [
    { names: ["--port"], negations: [], destination: "port", form: "value" },
    { names: ["--x"], negations: [], destination: "x", form: "switch" },
    { names: ["--config"], negations: [], destination: "config", form: "value" },
  ],
});

const SOURCES = { current: source(VERSIONS.current), target: source(VERSIONS.target) };

const PLACE = { path: "run.sh", line: 1, column: 1, endLine: 1, endColumn: 2 };

const command = (...words: string[]): CommandUse => ({
  ...{ kind: "command", program: "serve", certainty: "certain", format: "shell", place: PLACE },
  words: words.map((text) => ({ text, place: PLACE })),
});

/** What a package tells: a variable that its source does not spell out. */
const SURFACE = {
  ...{ options: SOURCES.current.options, configs: {}, parameters: {}, variables: { VLLM_A: {}, VLLM_LIVE: {} } },
  ...{ requests: {}, metrics: {}, architectures: {}, formerArchitectures: {} },
};

const told = (role: Role, over: object = {}) => ({
  ...{ ok: true, seconds: 1, maxRssMiB: 1, version: VERSIONS[role], surface: SURFACE, missing: [] },
  ...over,
});

interface Played {
  readonly result?: Partial<ExecResult>;
  readonly answer?: object;
}

const role = ({ command: python }: Call): Role => (python.includes("current") ? "current" : "target");

function living(played: Partial<Record<Role, Played>> = {}, memoryBytes = 8 * 1024 ** 3) {
  let running = 0;
  let most = 0;
  const requests: unknown[] = [];
  const exec = fakeExec(async (call) => {
    running += 1;
    most = Math.max(most, running);
    const [script, answer, request] = call.args;
    expect(basename(script ?? "")).toBe("ask_release.py");
    const { commands } = JSON.parse(await readFile(request ?? "", "utf8"));
    requests.push(commands);
    const answers = commands.map(() => ({ ok: true }));
    const play = played[role(call)];
    await writeFile(answer ?? "", JSON.stringify(play?.answer ?? told(role(call), { answers })));
    await new Promise((done) => setTimeout(done, 20));
    running -= 1;
    return play?.result ?? {};
  });
  const progress = silentProgress();
  const probes = { exec, probes: "/p", folder, env: {}, timeoutMs: 1000 };
  const installed = async (side: Role) => environment({ role: side, version: VERSIONS[side] });
  const ask = (commands: readonly CommandUse[], from = installed, file?: ConfigFile) =>
    livingReleases(from, { probes, progress, memoryBytes }).ask(SOURCES, commands, () => file);
  return { exec, progress, requests, ask, most: () => most };
}

describe("livingReleases", () => {
  it("asks each release once, for what it accepts and for every command", async () => {
    const { ask, exec, progress, requests } = living();
    const commands = [command("m", "--x"), command("m", "--port", UNKNOWN), command(UNKNOWN, "m")];
    const { surfaces, answers, unasked } = await ask(commands);
    expect(exec.calls.map(role).sort()).toEqual(["current", "target"]);
    expect(requests[0]).toEqual([
      { program: "serve", words: ["m", "--x"], whole: true },
      { program: "serve", words: ["m"], whole: false },
    ]);
    expect(requests[1]).toEqual(requests[0]);
    const taken = { ok: true, warnings: [] };
    expect([...answers.keys()]).toEqual(commands.slice(0, 2));
    expect(answers.get(commands[0] as CommandUse)).toEqual({ current: taken, target: taken });
    for (const { variables } of Object.values(surfaces))
      expect(Object.keys(variables)).toEqual(["VLLM_A", "VLLM_LIVE"]);
    expect(unasked).toEqual([]);
    expect(progress.told).toEqual(["Asking both releases what they accept", "2 commands parsed"]);
  });

  it("asks of a command with the file that it names, too, and keeps the two apart", async () => {
    const taken = { ok: true, warnings: [] };
    const refused = { ok: false, message: "no", warnings: [] };
    const played = { answer: told("target", { answers: [taken, refused, taken] }) };
    const { ask, requests } = living({ target: played });
    const commands = [command("m", "--config", "etc/a.yaml"), command("m", "--x")];
    const { answers } = await ask(commands, undefined, { path: "deploy/etc/a.yaml", text: "port: 1\n" });
    expect(requests[0]).toEqual([
      { program: "serve", words: ["m"], whole: false },
      { program: "serve", words: ["m", "--config", "etc/a.yaml"], whole: true, config: "port: 1\n" },
      { program: "serve", words: ["m", "--x"], whole: true },
    ]);
    const withFile = { path: "deploy/etc/a.yaml", current: taken, target: refused };
    expect([...answers.values()]).toEqual([
      { current: taken, target: taken, withFile },
      { current: taken, target: taken },
    ]);
    const unknown = living();
    await unknown.ask([command("m", "--config", `${UNKNOWN}/a.yaml`)], undefined, {
      path: "a.yaml",
      text: "port: 1\n",
    });
    expect(unknown.requests[0]).toEqual([{ program: "serve", words: ["m"], whole: false }]);
  });

  it("asks both at once only where there is the memory for it", async () => {
    const [roomy, small] = [living(), living({}, 4 * 1024 ** 3)];
    await Promise.all([roomy.ask([]), small.ask([])]);
    expect([roomy.most(), small.most()]).toEqual([2, 1]);
  });

  it("asks none where one is not installed, and says nothing of it: that is another check's", async () => {
    const { ask, exec, progress } = living();
    const missing = async (side: Role) => {
      if (side === "target") throw new CannotTell("nothing-to-compare", "It is not installed.", "See there.");
      return environment({ role: side });
    };
    expect(await ask([command("m")], missing)).toEqual({ surfaces: SOURCES, answers: new Map(), unasked: [] });
    expect([...exec.calls, ...progress.told]).toEqual([]);
    const broken = async () => {
      throw new TypeError("ours");
    };
    await expect(ask([], broken)).rejects.toThrow("ours");
  });

  it.each<[string, Played, string]>([
    [
      "does not import",
      { answer: { ok: false, error: "ImportError: x\n\u001b[1my.", traceback: "" }, result: { exitCode: 1 } },
      "vLLM 0.32.0 could not be asked: ImportError: x y.",
    ],
    [
      "is not done in time",
      { result: { timedOut: true, exitCode: null, signal: "SIGKILL" } },
      "Asking vLLM 0.32.0 what it accepts gave no answer: it did not finish in time.",
    ],
    [
      "tells what is no surface",
      { answer: told("target", { surface: [] }) },
      "vLLM 0.32.0 could not be asked: what it tells is not in the form of a surface: it is no object.",
    ],
  ])("compares both sources where one release %s, and says so", async (_, target, why) => {
    const { surfaces, answers, unasked } = await living({ target }).ask([command("m")]);
    expect(surfaces).toEqual(SOURCES);
    expect(answers.size).toBe(0);
    expect(unasked).toEqual([why]);
  });

  it("has the parsers' answers where nothing else is told", async () => {
    const target = { answer: told("target", { surface: undefined, unsurveyed: "E: x", answers: [{ ok: true }] }) };
    const { surfaces, answers, unasked } = await living({ target }).ask([command("m")]);
    expect(surfaces).toEqual(SOURCES);
    expect(answers.size).toBe(1);
    expect(unasked).toEqual(["vLLM 0.32.0 could not be asked: E: x."]);
  });

  it("has no answer to a command that one parser came to no end with", async () => {
    const target = { answer: told("target", { answers: [null, { ok: true }] }) };
    const commands = [command("m"), command("n")];
    const { answers, unasked } = await living({ target }).ask(commands);
    expect([...answers.keys()]).toEqual(commands.slice(1));
    expect(unasked).toEqual([]);
  });
});
