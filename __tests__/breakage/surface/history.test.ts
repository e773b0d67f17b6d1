import { describe, expect, it } from "vitest";
import { judgeUses } from "../../../src/breakage/surface/judge-uses.ts";
import { saidReplacements } from "../../../src/breakage/surface/said-replacements.ts";
import type { ServeOption, Surface } from "../../../src/surface/surface.ts";
import { command, context, option, surface } from "./support.ts";

const OLD = "--old-name";

async function gone(releases: readonly Surface[], text = `${OLD} 1`) {
  const [first, ...rest] = releases;
  const last = rest.pop();
  if (first === undefined || last === undefined) expect.unreachable();
  const line = `vllm serve ${text}`;
  const { findings } = await judgeUses([command(text)], context(first, last, { others: rest, text: line }));
  return findings[0] ?? expect.unreachable();
}
const with_ = (version: string, ...options: readonly ServeOption[]) => surface(version, { options });

describe("the history of what is gone", () => {
  it("names the release that removed it, and where the last one has it", async () => {
    const finding = await gone([
      with_("1", option(OLD)),
      with_("2", option(OLD)),
      with_("3", option(OLD, "value", { line: 99 })),
      with_("4"),
      with_("5"),
    ]);
    expect(finding.data).toMatchObject({
      ...{ removedIn: "4", last: "3", evidence: "vllm/engine/arg_utils.py:99 in 3" },
    });
    expect(finding.message).toContain(" (removed in 4). ");
  });

  it("says nothing of it where a release could not be read", async () => {
    const releases = [with_("1", option(OLD)), with_("3")] as const;
    const [first, last] = releases;
    const { findings } = await judgeUses([command(`${OLD} 1`)], context(first, last, { between: ["2"] }));
    expect(findings[0]?.data).not.toHaveProperty("removedIn");
    expect(findings[0]?.data).toMatchObject({ last: "1" });
  });

  it("takes the text of the last release that had it, if the target has what it names", async () => {
    const said = (deprecated: string) => option(OLD, "value", { deprecated });
    const target = with_("3", option("--new-one"), option("--newer", "switch"));
    const first = with_("1", option(OLD));
    expect(await gone([first, with_("2", said("[DEPRECATED] Renamed to `--new-one`.")), target])).toMatchObject({
      ...{ suggestion: "vllm serve --new-one 1", data: { renamedTo: "--new-one" } },
    });
    const other = await gone([first, with_("2", said("Please use new_one instead")), target]);
    expect(other).toMatchObject({ data: { replacedBy: "--new-one" } });
    expect(other).not.toHaveProperty("suggestion");
    expect((await gone([first, with_("2", said("use `--absent` instead")), target])).data).not.toHaveProperty(
      "replacedBy",
    );
    expect(await gone([first, with_("2", said("renamed to --newer")), target])).not.toHaveProperty("suggestion");
  });

  it("knows another name of the same option, and one that sets the same", async () => {
    const alias = await gone([with_("1", option(`${OLD}, --other`)), with_("2", option("--other"))]);
    expect(alias.suggestion).toBe("vllm serve --other 1");
    const same = option("--brand-new", "value", { destination: "old_name" });
    expect((await gone([with_("1", option(OLD)), with_("2", same)])).suggestion).toBe("vllm serve --brand-new 1");
    const opposite = option("--no-old-name", "value", { destination: "old_name" });
    expect(await gone([with_("1", option(OLD)), with_("2", opposite)])).not.toHaveProperty("suggestion");
  });

  it("names the nearest new name only", async () => {
    const target = with_("2", option("--older-name"));
    expect((await gone([with_("1", option(OLD)), target])).data).toMatchObject({ nearest: "--older-name" });
    const both = with_("1", option(OLD), option("--older-name"));
    expect((await gone([both, target])).data).not.toHaveProperty("nearest");
  });

  it("does not rewrite a line in which the name is not at the place", async () => {
    const releases = context(with_("1", option(`${OLD}, --other`)), with_("2", option("--other")), { text: "$ARGS" });
    const { findings } = await judgeUses([command(`${OLD} 1`)], releases);
    expect(findings).toMatchObject([{ rule: "flag-gone" }]);
    expect(findings[0]).not.toHaveProperty("suggestion");
  });
});

describe("what a deprecation text says to write", () => {
  it.each([
    ["Deprecated. Use --kv-cache-dtype instead.", ["--kv-cache-dtype"]],
    ["Please use the `structured_outputs` field instead", ["structured_outputs"]],
    ["is replaced by vllm:kv_cache_usage_perc", ["vllm:kv_cache_usage_perc"]],
    ["in favor of `--attention-config.backend`.", ["--attention-config.backend"]],
    ["use attention_config.backend; formerly VLLM_X", ["attention_config.backend"]],
    ["has no effect", []],
  ])("%s", (text, names) => {
    expect(saidReplacements(text).map(({ name }) => name)).toEqual(names);
  });

  it("is read of a long text in no time", () => {
    expect(saidReplacements("use ".repeat(1_000_000)).length).toBeLessThan(2000);
  });
});
