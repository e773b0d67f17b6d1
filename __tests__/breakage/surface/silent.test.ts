import { describe, expect, it } from "vitest";
import { judgeUses } from "../../../src/breakage/surface/judge-uses.ts";
import type { Surface } from "../../../src/surface/surface.ts";
import type { Use } from "../../../src/uses/use.ts";
import { at, command, context, fields, option, surface, use } from "./support.ts";

async function judged(one: Use, before: Partial<Surface>, after: Partial<Surface>, text?: string) {
  const releases = context(surface("0.14.0", before), surface("0.15.0", after), text === undefined ? {} : { text });
  const { findings } = await judgeUses([one], releases);
  return findings.map(({ rule, severity, message, suggestion, data }) => ({
    rule,
    severity,
    message,
    suggestion,
    data,
  }));
}

describe("a variable", () => {
  const set = (name: string, value?: string) =>
    use("variable", { name, access: "set", ...(value === undefined ? {} : { value }) });

  it("that the target does not read is lost silently", async () => {
    const [finding] = await judged(set("VLLM_X", "A"), { variables: { VLLM_X: {} } }, {});
    expect(finding).toMatchObject({
      rule: "variable-gone",
      severity: "error",
      data: { subject: "VLLM_X", silent: true },
    });
  });

  it("that neither release knows is somebody else's", async () => {
    expect(await judged(set("VLLM_VERSION"), {}, {})).toEqual([]);
    expect(await judged(set("VLLM_X"), { variables: { VLLM_X: {} } }, { variables: { VLLM_X: {} } })).toEqual([]);
    const elsewhere = { variablesElsewhere: ["VLLM_X"] };
    expect(await judged(set("VLLM_X"), elsewhere, elsewhere)).toEqual([]);
  });

  it.each([
    ["1", "1", "information"],
    ["true", "1", "information"],
    ["False", "0", "information"],
    ["0", "1", "error"],
    [" INFO ", "info", "information"],
    [undefined, "1", "error"],
  ])("set to %s where %s is taken without it: %s", async (value, fallback, severity) => {
    expect(await judged(set("VLLM_X", value), { variables: { VLLM_X: { default: fallback } } }, {})).toMatchObject([
      { rule: "variable-gone", severity },
    ]);
  });

  it("that is only read by the repository's code is information", async () => {
    const read = use("variable", { name: "VLLM_X", access: "read" });
    expect(await judged(read, { variables: { VLLM_X: {} } }, {})).toMatchObject([{ severity: "information" }]);
  });

  it("that is looked up in vLLM's table makes it raise", async () => {
    const asked = use("variable", { name: "VLLM_X", access: "looked-up" });
    const elsewhere = { variables: {}, variablesElsewhere: ["VLLM_X"] };
    for (const after of [{}, elsewhere]) {
      const [finding] = await judged(asked, { variables: { VLLM_X: { default: "1" } } }, after);
      expect(finding).toMatchObject({ severity: "error", message: expect.stringContaining("raises AttributeError") });
      expect(finding?.data).not.toHaveProperty("silent");
    }
    expect(await judged(asked, elsewhere, {})).toEqual([]);
  });

  it("that left the table and is still named is in doubt, as is one that never was in it", async () => {
    const table = { variables: { VLLM_X: {} } };
    const elsewhere = { variablesElsewhere: ["VLLM_X"] };
    expect(await judged(set("VLLM_X"), table, elsewhere)).toMatchObject([{ severity: "warning" }]);
    expect(await judged(set("VLLM_X"), elsewhere, {})).toMatchObject([{ severity: "warning" }]);
    expect(await judged(set("VLLM_X"), elsewhere, table)).toEqual([]);
  });

  it("has the flag in its place that the text of the last release names, if the target has it", async () => {
    const deprecated = "VLLM_X is deprecated, use --attention-config.backend instead";
    const config = { option: option("--attention-config", "value", { config: "AttentionConfig" }) };
    const before = { variables: { VLLM_X: { deprecated } } };
    const target = { options: [config.option], configs: { AttentionConfig: fields("backend") } };
    const [finding] = await judged(set("VLLM_X"), before, target, "VLLM_X=1");
    expect(finding).toMatchObject({ data: { replacedBy: "--attention-config.backend" } });
    expect(finding?.suggestion).toBeUndefined();
    const [without] = await judged(set("VLLM_X"), before, { ...target, configs: { AttentionConfig: {} } });
    expect(without?.data).not.toHaveProperty("replacedBy");
  });

  it("is written under its new name where it is a rename in so many words", async () => {
    const before = { variables: { VLLM_OLD: { deprecated: "renamed to `VLLM_NEW`" } } };
    const one = use("variable", { name: "VLLM_OLD", access: "set", value: "x", place: at(1, 8, 8) });
    const [finding] = await judged(one, before, { variables: { VLLM_NEW: {} } }, "export VLLM_OLD=x");
    expect(finding).toMatchObject({ suggestion: "export VLLM_NEW=x", data: { renamedTo: "VLLM_NEW" } });
  });
});

describe("a request field", () => {
  const field = (name: string, endpoint?: string) =>
    use("request-field", { field: name, ...(endpoint === undefined ? {} : { endpoint }) });
  const before = {
    requests: {
      ChatCompletionRequest: fields("messages", "guided_json", "best_of"),
      CompletionRequest: fields("prompt", "best_of"),
      EmbeddingChatRequest: fields("normalize"),
      EmbeddingCompletionRequest: fields("input"),
    },
  };
  const after = {
    requests: {
      ChatCompletionRequest: fields("messages", "structured_outputs"),
      CompletionRequest: fields("prompt", "best_of"),
      EmbeddingChatRequest: fields("input"),
    },
  };

  it.each([
    ["guided_json", "/v1/chat/completions", ["request-field-gone"]],
    ["guided_json", "http://host:8000/v1/chat/completions?x=1", ["request-field-gone"]],
    ["guided_json", undefined, ["request-field-gone"]],
    ["guided_json", "/v1/completions", []],
    ["best_of", "/v1/chat/completions", ["request-field-gone"]],
    ["best_of", "/v1/completions", []],
    ["best_of", undefined, []],
    ["normalize", "/v1/embeddings", ["request-field-gone"]],
    ["input", "/v1/embeddings", []],
    ["own_field", "/v1/chat/completions", []],
    ["constructor", "/v1/chat/completions", []],
    ["messages", "/v1/chat/completions", []],
  ])("%s to %s: %o", async (name, endpoint, expected) => {
    expect((await judged(field(name, endpoint), before, after)).map(({ rule }) => rule)).toEqual(expected);
  });

  it("goes to the models that the release's routers say", async () => {
    const endpoints = { "/v1/own": ["CompletionRequest"] };
    expect(await judged(field("best_of", "/v1/own"), { ...before, endpoints }, { ...after, endpoints })).toEqual([]);
    const chat = { "/v1/own": ["ChatCompletionRequest"] };
    expect(
      await judged(field("best_of", "/v1/own"), { ...before, endpoints: chat }, { ...after, endpoints: chat }),
    ).toMatchObject([{ severity: "error", data: { silent: true } }]);
  });
});

describe("a metric", () => {
  const metric = (name: string, text = name) => ({
    one: use("metric", { name, where: "KV cache", place: at(1, 1, text.length) }),
    text,
  });
  const gauge = { type: "gauge" } as const;

  it("that the target does not expose is named with what took its place", async () => {
    const { one, text } = metric("vllm:gpu_usage", 'vllm:gpu_usage{model="a"} > 0.9');
    const before = {
      metrics: { "vllm:gpu_usage": { ...gauge, deprecated: "replaced by vllm:kv_usage" }, "vllm:kv_usage": gauge },
    };
    const [finding] = await judged(one, before, { metrics: { "vllm:kv_usage": gauge } }, text);
    expect(finding).toMatchObject({
      ...{ rule: "metric-gone", severity: "error", suggestion: 'vllm:kv_usage{model="a"} > 0.9' },
      data: { silent: true, renamedTo: "vllm:kv_usage", where: "KV cache" },
    });
    const [without] = await judged(one, before, {}, text);
    expect(without?.data).not.toHaveProperty("renamedTo");
  });

  it.each([
    ["vllm:n_total", "counter", "counter", []],
    ["vllm:n", "counter", undefined, []],
    ["vllm:n_total", "counter", undefined, ["metric-gone"]],
    ["vllm:n_bucket", "histogram", "gauge", ["metric-gone"]],
    ["vllm:n_bucket", "histogram", "unknown", []],
    ["vllm:n_bucket", "unknown", "gauge", []],
    ["vllm:n_bucket", "unknown", undefined, ["metric-gone"]],
    ["vllm:other", "gauge", undefined, []],
  ] as const)("%s, a %s and then %s: %o", async (name, was, is, expected) => {
    const after = is === undefined ? {} : { metrics: { "vllm:n": { type: is } } };
    const found = await judged(metric(name).one, { metrics: { "vllm:n": { type: was } } }, after);
    expect(found.map(({ rule }) => rule)).toEqual(expected);
  });

  it("is a family in code that parses the text of /metrics", async () => {
    const before = {
      metrics: { "vllm:x_seconds": { type: "histogram", deprecated: "replaced by vllm:y_seconds" } },
    } as const;
    const after = { metrics: { "vllm:y_seconds": { type: "histogram" } } } as const;
    const name = { name: "vllm:x_seconds", place: at(1, 1, 14) };
    const family = use("metric", { ...name, family: true });
    expect(await judged(use("metric", name), before, after, "vllm:x_seconds")).toEqual([]);
    expect(await judged(family, before, after, "vllm:x_seconds")).toMatchObject([
      { severity: "error", suggestion: "vllm:y_seconds" },
    ]);
    expect(await judged(family, before, before, "vllm:x_seconds")).toMatchObject([{ rule: "setting-deprecated" }]);
  });

  it("keeps its ending", async () => {
    const { one, text } = metric("vllm:time_bucket", "rate(vllm:time_bucket[5m])");
    const before = {
      metrics: { "vllm:time": { type: "histogram", deprecated: "Use vllm:latency instead." } as const },
    };
    const [finding] = await judged(one, before, { metrics: { "vllm:latency": { type: "histogram" } } }, text);
    expect(finding?.suggestion).toBe("rate(vllm:latency_bucket[5m])");
  });

  it("that the target hides is a warning; one that was hidden before is in doubt", async () => {
    const hidden = { metrics: { "vllm:n": { ...gauge, hidden: true } } };
    const open = { metrics: { "vllm:n": gauge } };
    expect(await judged(metric("vllm:n").one, open, hidden)).toMatchObject([
      { rule: "metric-hidden", severity: "warning" },
    ]);
    expect(await judged(metric("vllm:n").one, hidden, hidden)).toEqual([]);
    expect(await judged(metric("vllm:n").one, hidden, {})).toMatchObject([
      { rule: "metric-gone", severity: "warning" },
    ]);
  });
});

describe("an architecture", () => {
  const named = use("architecture", { name: "GritLM" });
  const before = { architectures: { GritLM: {} } };

  it("that is gone names the last release and the plugin", async () => {
    const formerArchitectures = { GritLM: { last: "0.14.0", plugin: "https://host/plugin" } };
    const [finding] = await judged(named, before, { formerArchitectures });
    expect(finding).toMatchObject({
      severity: "error",
      data: { lastSupported: "0.14.0", plugin: "https://host/plugin" },
    });
  });

  it("may be served by way of Transformers where the target does not name it as dropped", async () => {
    const target = { architectures: { TransformersForCausalLM: {} }, formerArchitectures: { Other: {} } };
    expect(await judged(named, before, target)).toMatchObject([{ severity: "warning" }]);
    expect(await judged(named, before, {})).toMatchObject([{ severity: "error" }]);
    expect(await judged(named, before, before)).toEqual([]);
    expect(await judged(named, {}, {})).toEqual([]);
  });

  it("is not gone where the target makes it from another by its ending", async () => {
    const ranker = use("architecture", { name: "AForSequenceClassification" });
    const registry = { architectures: { AForSequenceClassification: {} } };
    const architectureEndings = ["ForCausalLM", "ForSequenceClassification"];
    const converts = { architectures: { AForCausalLM: {} }, architectureEndings };
    expect(await judged(ranker, registry, converts)).toEqual([]);
    expect(await judged(ranker, registry, { architectureEndings })).toMatchObject([{ rule: "architecture-gone" }]);
    expect(await judged(ranker, registry, { architectures: { AForCausalLM: {} } })).toHaveLength(1);
  });
});

describe("a hidden metric", () => {
  it("is written by the name that the target's text says, and shown where a server asks for hidden ones", async () => {
    const one = use("metric", { name: "vllm:old", place: at(1, 1, 8) });
    const gauge = { type: "gauge" } as const;
    const before = surface("1", { metrics: { "vllm:old": gauge, "vllm:new": gauge } });
    const hidden = { ...gauge, hidden: true, deprecated: "DEPRECATED: Use vllm:new instead." };
    const after = surface("2", { metrics: { "vllm:old": hidden, "vllm:new": gauge } });
    const { findings } = await judgeUses([one], context(before, after, { text: "vllm:old" }));
    expect(findings).toMatchObject([
      { rule: "metric-hidden", suggestion: "vllm:new", data: { renamedTo: "vllm:new" } },
    ]);
    const last = surface("3", { metrics: { "vllm:new": gauge } });
    const server = command("qwen --show_hidden_metrics_for_version=1");
    const shown = await judgeUses([server, one], context(after, last));
    expect(shown.findings).toMatchObject([{ rule: "metric-gone", severity: "error" }]);
  });
});

describe("a query with an alternative", () => {
  const gauge = { type: "gauge" } as const;
  it.each([
    [[["vllm:new"]], "information"],
    [[["vllm:absent"], ["vllm:new"]], "information"],
    [[["vllm:new", "vllm:absent"]], "error"],
    [[[]], "error"],
  ])("%o: %s", async (alternatives, severity) => {
    const one = use("metric", { name: "vllm:old", alternatives });
    const [finding] = await judged(one, { metrics: { "vllm:old": gauge } }, { metrics: { "vllm:new": gauge } });
    expect(finding).toMatchObject({ rule: "metric-gone", severity });
    expect(finding?.data?.["silent"]).toBe(severity === "error" ? true : undefined);
  });
});
