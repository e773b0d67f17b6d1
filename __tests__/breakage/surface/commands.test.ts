import { describe, expect, it } from "vitest";
import { judgeUses } from "../../../src/breakage/surface/judge-uses.ts";
import type { SurfaceContext } from "../../../src/breakage/surface/judgement.ts";
import type { ParserAnswer } from "../../../src/surface/parser-answer.ts";
import { UNKNOWN } from "../../../src/uses/use.ts";
import { at, command, context, fields, option, surface, use } from "./support.ts";

const shared = [option("--model"), option("--dtype", "value", { choices: ["auto", "half"] })];
const before = surface("0.11.0", {
  options: [
    ...shared,
    option("--swap-space"),
    option("--device"),
    option("--disable-log-requests", "switch"),
    option("--chunked", "value"),
    option("--eager", "switch"),
    option("--max-length"),
    option("--backend", "value", { choices: ["old", "both"] }),
    option("--open-backend"),
    option("--compilation-config", "value", { config: "CompilationConfig" }),
  ],
  configs: {
    CompilationConfig: { ...fields("level", "mode"), pass_config: { config: "PassConfig" } },
    PassConfig: fields("noop", "fusion"),
  },
});
const after = surface("0.12.0", {
  options: [
    ...shared,
    option("--enable-log-requests", "boolean"),
    option("--chunked", "boolean"),
    option("--eager", "value"),
    option("--device-ids"),
    option("--max-length"),
    option("--max-levels"),
    option("--backend", "value", { choices: ["both", "new"] }),
    option("--open-backend", "value", { choices: ["new"] }),
    option("--compilation-config", "value", { config: "CompilationConfig" }),
  ],
  configs: {
    CompilationConfig: { ...fields("mode"), pass_config: { config: "PassConfig" } },
    PassConfig: fields("fusion"),
  },
});

async function judged(text: string, over: Parameters<typeof command>[1] = {}, more: Partial<SurfaceContext> = {}) {
  const { findings } = await judgeUses(
    [command(text, over)],
    context(before, after, { text: `vllm serve ${text}`, ...more }),
  );
  return findings;
}
const rules = async (...given: Parameters<typeof judged>) =>
  (await judged(...given)).map(({ rule, severity }) => `${rule} ${severity}`);

describe("a command line", () => {
  it("that both releases take has no finding, nor has what neither knows", async () => {
    expect(await rules("qwen --dtype auto --omni --plugin-flag x --max-length 8")).toEqual([]);
  });

  it("loses a flag, at its place", async () => {
    const [finding] = await judged("qwen --swap_space=8");
    expect(finding).toMatchObject({ rule: "flag-gone", severity: "error", line: 1, column: 17, endColumn: 31 });
    expect(finding?.data).toMatchObject({ subject: "--swap-space", removedIn: "0.12.0", last: "0.11.0" });
    expect(finding?.data).not.toHaveProperty("silent");
    expect(finding?.message).toMatch(
      /^`--swap_space` is gone: `vllm serve` of 0.12.0 refuses it and exits \(removed in 0\.12\.0\)\. Leave it out\.$/,
    );
  });

  it("has the negation of the opposite in the place of a switch, as an edit of the line", async () => {
    const [finding] = await judged("qwen --disable-log-requests --dtype auto");
    expect(finding).toMatchObject({
      rule: "flag-gone",
      suggestion: "vllm serve qwen --no-enable-log-requests --dtype auto",
      data: { before: "vllm serve qwen --disable-log-requests --dtype auto", renamedTo: "--no-enable-log-requests" },
    });
  });

  it.each([
    ["--chunked true", ["flag-form-changed error"]],
    ["--chunked=true", ["flag-form-changed error"]],
    ["--eager", ["flag-form-changed error"]],
    ["--eager qwen", ["flag-form-changed error"]],
    [`--eager ${UNKNOWN}`, []],
    ["--backend old", ["flag-value-gone error"]],
    ["--backend both", []],
    ["--backend other", []],
    [`--backend ${UNKNOWN}`, []],
    ["--open-backend old", ["flag-value-gone warning"]],
    ["--max-le 8", ["flag-gone error"]],
    ["--max-len 8", []],
    ["--device cuda", ["flag-gone warning"]],
    ["--swap-space", []],
    ["-- --swap-space 8", []],
    ["--model --swap-space 8", ["flag-gone error"]],
    ['--compilation-config {"level":3}', ["config-field-gone error"]],
    ['--compilation-config={"mode":3,"pass_config":{"noop":true,"fusion":true,"own":1}}', ["config-field-gone error"]],
    [`--compilation-config {"level":${UNKNOWN}}`, ["config-field-gone error"]],
    ["--compilation-config.level 3", ["config-field-gone error"]],
    ["--compilation-config.pass_config.noop=true", ["config-field-gone error"]],
    ["--compilation-config.mode 3", []],
    ["--compilation-config 3", []],
    ["--compilation-config {broken", []],
  ])("%s: %o", async (text, expected) => {
    expect(await rules(text)).toEqual(expected);
  });

  it("says nothing of the words that a variable may stand for", async () => {
    const spread = { text: "$ARGS", spread: true, place: at() };
    const eager = { text: "--eager", place: at() };
    expect(await rules("", { words: [eager, spread] })).toEqual([]);
  });

  it("warns where a flag and its value are one element of a list", async () => {
    const word = { text: "--dtype auto", element: true, place: at() };
    expect(await rules("", { words: [word] })).toEqual(["flag-and-value-in-one warning"]);
    expect(await rules("", { words: [{ ...word, element: false }] })).toEqual([]);
    expect(await rules("", { words: [{ ...word, text: '--json={"a": 1}' }] })).toEqual([]);
  });

  it("is in doubt where it may be somebody else's, but for a list that is the server's to the letter", async () => {
    expect(await rules("--swap-space 8", { certainty: "likely" })).toEqual(["flag-gone warning"]);
    expect(await rules("--swap-sp 8", { certainty: "likely" })).toEqual([]);
    expect(await rules("--swap-space 8 --dtype auto", { certainty: "likely" })).toEqual(["flag-gone error"]);
    expect(await rules("--swap-space 8 --dtype auto --own", { certainty: "likely" })).toEqual(["flag-gone warning"]);
  });

  it("does not alarm where it is quiet", async () => {
    const [finding] = await judged("--disable-log-requests", { quiet: "it stands in a document" });
    expect(finding).toMatchObject({ severity: "information", data: { quiet: "it stands in a document" } });
    expect(finding).not.toHaveProperty("suggestion");
    expect(finding?.message).toContain("It does not alarm: it stands in a document.");
  });

  it("is told what leaves next", async () => {
    const text = "deprecated, use --new";
    const target = surface("0.12.0", { options: [option("--model", "value", { deprecated: text })] });
    const { findings } = await judgeUses([command("--model x")], context(before, target));
    expect(findings).toMatchObject([{ rule: "setting-deprecated", severity: "information" }]);
  });
});

describe("the releases' own parsers", () => {
  const parsed = (current: string | undefined, target: string | undefined): Partial<SurfaceContext> => {
    const answer = (message: string | undefined) =>
      message === undefined ? { ok: true as const, warnings: [] } : { ok: false as const, message, warnings: [] };
    return { parsed: () => ({ current: answer(current), target: answer(target) }) };
  };
  const UNRECOGNIZED = "error: unrecognized arguments: --swap-space 8";

  it("decide: what the target takes is no finding", async () => {
    expect(await rules("--swap-space 8", {}, parsed(undefined, undefined))).toEqual([]);
  });

  it("did not see an argument whose value is not known", async () => {
    expect(await rules(`--swap-space ${UNKNOWN}`, {}, parsed(undefined, undefined))).toEqual(["flag-gone error"]);
  });

  it("give their message as evidence", async () => {
    const [finding, ...others] = await judged("--swap-space 8", {}, parsed(undefined, UNRECOGNIZED));
    expect(finding).toMatchObject({ rule: "flag-gone", data: { parser: UNRECOGNIZED } });
    expect(others).toEqual([]);
    expect(await rules("--open-backend old", {}, parsed(undefined, "argument --open-backend: invalid choice"))).toEqual(
      ["flag-value-gone error"],
    );
  });

  it("find what the sources do not show", async () => {
    const [finding] = await judged("--dtype auto", {}, parsed(undefined, "error: bad"));
    expect(finding).toMatchObject({
      rule: "command-refused",
      severity: "error",
      line: 1,
      data: { parser: "error: bad" },
    });
    expect(await rules("--swap-space 8", {}, parsed(undefined, "error: argument --dtype: bad"))).toEqual([
      "command-refused error",
      "flag-gone error",
    ]);
  });

  it("make no difference where both refuse the same", async () => {
    expect(await rules("--dtype auto", {}, parsed("error: bad", "error: bad"))).toEqual([]);
    expect(await rules("--swap-space 8", {}, parsed(UNRECOGNIZED, UNRECOGNIZED))).toEqual([]);
    expect(await rules("--swap-space 8", {}, parsed("unrecognized arguments: --omni", UNRECOGNIZED))).toEqual([
      "flag-gone error",
    ]);
  });
});

describe("the releases' own parsers, given a command with the file that it names", () => {
  const taken = { ok: true, warnings: [] } as const;
  const no = (message: string) => ({ ok: false, message, warnings: [] }) as const;
  const withFile = (current: ParserAnswer, target: ParserAnswer): Partial<SurfaceContext> => ({
    parsed: () => ({ current: taken, target: taken, withFile: { path: "serve.yaml", current, target } }),
  });
  const text = "m --config serve.yaml";

  it("find what the keys do not show, at the option", async () => {
    const [finding, ...others] = await judged(text, {}, withFile(taken, no("error: two models")));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "command-refused", column: 23, data: { parser: "error: two models" } });
    expect(finding?.message).toContain("refuses this command line with `serve.yaml`: error: two models");
  });

  it("say nothing where the file makes no difference, or the current release does not take it", async () => {
    expect(await rules(text, {}, withFile(taken, taken))).toEqual([]);
    expect(await rules(text, {}, withFile(no("no number: $PORT"), no("no number: $PORT")))).toEqual([]);
    expect(await rules(text, {}, withFile(no("error: bad"), taken))).toEqual([]);
  });

  it("do not say again what a key of the file has said", async () => {
    const place = at(1, 1, 10, "serve.yaml");
    const file = use("config-file", { keys: [{ key: "swap_space", value: "8", place }], place });
    const answers = withFile(taken, no("unrecognized arguments: --swap-space 8"));
    const { findings } = await judgeUses([command(text), file], context(before, after, answers));
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(["config-key-gone serve.yaml"]);
  });
});

describe("a configuration file of the server", () => {
  it("is judged key by key", async () => {
    const key = (name: string, value: string, line: number) => ({
      key: name,
      value,
      place: at(line, 1, 5, "serve.yaml"),
    });
    const file = use("config-file", {
      keys: [
        key("swap-space", "8", 1),
        key("swap_space", "8", 2),
        key("eager", "false", 3),
        key("eager", "true", 4),
        key("own-key", "1", 5),
        key("compilation-config", '{"level": 3}', 6),
        key("backend", "old", 7),
        key("model", "qwen", 8),
        // Arguments that somebody hands on, not this option's values.
        key("extra", '["--swap-space", "8"]', 9),
      ],
    });
    const { findings } = await judgeUses([file], context(before, after));
    expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      "1 config-key-gone",
      "2 config-key-gone",
      "4 flag-form-changed",
      "6 config-field-gone",
      "7 flag-value-gone",
    ]);
  });
});
