import { describe, expect, test } from "vitest";
import { exposedNames } from "../../src/surface/metrics/exposed-names.ts";
import { extractMetrics } from "../../src/surface/metrics/extract-metrics.ts";
import { parsePython, release } from "./release-texts.ts";

const extract = (files: Readonly<Record<string, string>>) => extractMetrics(release(files), parsePython);

const types = (text: string, more: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(extract({ "vllm/m.py": text, ...more })).map(([name, { type }]) => [name, type]));

describe("a declaration is read", () => {
  test.each<[string, string, Record<string, string>]>([
    [
      "from a class of prometheus_client",
      `Gauge("vllm:a", "doc")\nprometheus_client.Histogram(name="vllm:b")`,
      { "vllm:a": "gauge", "vllm:b": "histogram" },
    ],
    [
      "from what wraps one",
      `self._counter_cls(name="vllm:a")\n_RaySummaryWrapper("vllm:b")`,
      { "vllm:a": "counter", "vllm:b": "summary" },
    ],
    [
      "from an Info, not from a log line",
      `Info("vllm:a", "doc")\nlogger.info("vllm:b")`,
      { "vllm:a": "info", "vllm:b": "unknown" },
    ],
    [
      "without a counter's suffix",
      `Counter("vllm:a_total", "d"); Histogram("vllm:b_total", "d")`,
      { "vllm:a": "counter", "vllm:b_total": "histogram" },
    ],
    ["through a constant", `_NAME = "vllm:a"\nGauge(name=_NAME)`, { "vllm:a": "gauge" }],
    ["through a class's constant", `class N:\n    A = "vllm:" "a"\nGauge(name=N.A)`, { "vllm:a": "gauge" }],
    [
      "through the own class's constant",
      `class N:\n    A = "vllm:a"\n    def f(self):\n        Gauge(self.A)`,
      { "vllm:a": "gauge" },
    ],
    ["through an enumeration's value", `class N(Enum):\n    A = "vllm:a"\nGauge(N.A.value)`, { "vllm:a": "gauge" }],
    [
      "through what a function assigns",
      `def f(kind):\n    name = None\n    if kind:\n        name = "vllm:a"\n    self._gauge_cls(name=name)`,
      { "vllm:a": "gauge" },
    ],
    ["in either case", `Gauge("vllm:a" if x else "vllm:b")`, { "vllm:a": "gauge", "vllm:b": "gauge" }],
    [
      "in a loop over names",
      `for n in ("a", "b"):\n    Counter(f"vllm:x_{n}")`,
      { "vllm:x_a": "counter", "vllm:x_b": "counter" },
    ],
    [
      "in a loop over pairs",
      `_C = (("a", "doc"), ("b", "doc"))\nfor name, doc in _C:\n    Counter(name=f"vllm:x_{name}", documentation=doc)`,
      { "vllm:x_a": "counter", "vllm:x_b": "counter" },
    ],
    [
      "in a loop over a dictionary",
      `D = {"vllm:a": 1}\nfor k, v in D.items():\n    Gauge(k)\nfor k in {"vllm:b": 1}:\n    Gauge(k)`,
      { "vllm:a": "gauge", "vllm:b": "gauge" },
    ],
    [
      "in a comprehension over lists that depend",
      `def f(self):
    if x:
        specs = [("vllm:a", "doc"), ("vllm:b", "doc")]
    else:
        specs = [("vllm:c", "doc")]
    return [make(self._counter_cls(name=name, documentation=doc)) for name, doc in specs]`,
      { "vllm:a": "counter", "vllm:b": "counter", "vllm:c": "counter" },
    ],
    [
      "as a dictionary's key",
      `N = "vllm:a"\nD = {N: OffloadingHistogramMetadata(documentation="d"), "vllm:b": Other()}`,
      { "vllm:a": "histogram", "vllm:b": "unknown" },
    ],
  ])("%s", (_, text, expected) => {
    expect(types(text)).toEqual(expected);
  });

  test("through another module's constant, by a module that spells no name", () => {
    const files = { "vllm/spec.py": "from vllm.m import N\nD = {N.A: OffloadingCounterMetadata()}" };
    expect(types(`class N:\n    A = "vllm:a"`, files)).toEqual({ "vllm:a": "counter" });
  });
});

test("what cannot be read counts by its literal, prefixes and operators of torch do not", () => {
  const text = `make("vllm:a")
line.startswith("vllm:spec_decode")
"vllm::unified_attention"
"""vllm:b is documented"""
Counter(f"vllm:{name}")
`;
  expect(types(text)).toEqual({ "vllm:a": "unknown" });
});

test("a name as it is scraped is no metric of its own", () => {
  expect(types(`Counter("vllm:a", "d")\nreader["vllm:a_total"]`)).toEqual({ "vllm:a": "counter" });
});

test("where it stands", () => {
  expect(extract({ "vllm/m.py": `x = 1\ny = Gauge(\n    name="vllm:a")` })).toEqual({
    "vllm:a": { type: "gauge", file: "vllm/m.py", line: 3 },
  });
});

describe("hidden and deprecated", () => {
  test("under show_hidden_metrics, with the documentation's words", () => {
    const text = `
if self.show_hidden_metrics:
    Gauge(name="vllm:a", documentation=(
        "Usage. 1 means 100 percent."
        "DEPRECATED: Use vllm:b instead."))
else:
    Gauge(name="vllm:b")
if not self.show_hidden_metrics:
    Gauge(name="vllm:c")
`;
    const metrics = extract({ "vllm/m.py": text });
    expect(metrics["vllm:a"]).toMatchObject({ hidden: true, deprecated: "DEPRECATED: Use vllm:b instead." });
    expect(metrics["vllm:b"]?.hidden).toBeUndefined();
    expect(metrics["vllm:c"]?.hidden).toBeUndefined();
  });

  test("with the words of the comment above it or above its block", () => {
    const text = `
def f(self):
    #
    # Cache
    #
    # Deprecated in 0.9.2 - Renamed as
    # vllm:d. It goes.
    # TODO: remove
    if self.show_hidden_metrics:
        gauge = self._gauge_cls(
            name="vllm:a")
        other = Gauge("vllm:b")

    # Deprecated long ago

    c = Gauge("vllm:c")
`;
    const metrics = extract({ "vllm/m.py": text });
    expect(metrics["vllm:a"]?.deprecated).toBe("Deprecated in 0.9.2 - Renamed as vllm:d.");
    expect(metrics["vllm:b"]?.deprecated).toBeUndefined();
    expect(metrics["vllm:c"]?.deprecated).toBeUndefined();
  });

  test("declared by two engines: hidden where both hide it, unless one is left over", () => {
    const files = {
      "vllm/v1/loggers.py": `if show_hidden_metrics:\n    Gauge("vllm:a")\n`,
      "vllm/v1/engine.py": "from vllm.v1.loggers import X\n",
      "vllm/engine/metrics.py": `Gauge("vllm:a")\n`,
    };
    expect(extract(files)["vllm:a"]?.hidden).toBe(true);
    for (const text of [
      "from vllm.engine.metrics import X",
      "from vllm.engine import (\n    a,\n    metrics,\n)",
      "    from .metrics import X",
      `load("vllm.engine.metrics")`,
    ]) {
      expect(extract({ ...files, "vllm/engine/llm.py": text })["vllm:a"]?.hidden).toBeUndefined();
    }
  });

  test("of two types it has none that is known", () => {
    expect(types(`Gauge("vllm:a", "d")\nHistogram("vllm:a", "d")`)).toEqual({ "vllm:a": "unknown" });
  });
});

test("what each type is scraped as", () => {
  expect(exposedNames("vllm:a", { type: "counter" })).toEqual(["vllm:a_total", "vllm:a_created"]);
  expect(exposedNames("vllm:a_total", { type: "counter" })).toEqual(["vllm:a_total", "vllm:a_created"]);
  expect(exposedNames("vllm:a", { type: "gauge" })).toEqual(["vllm:a"]);
  expect(exposedNames("vllm:a", { type: "histogram" })).toEqual(
    ["_bucket", "_sum", "_count", "_created"].map((end) => `vllm:a${end}`),
  );
  expect(exposedNames("vllm:a", { type: "summary" })).toContain("vllm:a");
  expect(exposedNames("vllm:a_info", { type: "info" })).toEqual(["vllm:a_info"]);
  expect(exposedNames("vllm:a", { type: "unknown" })).toEqual(
    expect.arrayContaining(["vllm:a", "vllm:a_total", "vllm:a_bucket"]),
  );
});

test("hostile text neither throws nor takes long", () => {
  const grow = Array.from({ length: 40 }, (_, at) => `N${at + 1} = f"{N${at}}{N${at}}"`).join("\n");
  const same = "        x = x\n".repeat(2_000);
  const text = `N0 = "vllm:a"
N = M
M = N
D = D
${grow}
Gauge(N40)
Gauge(N)
for k in D:
    Gauge(k)
class C:
    def f(self):
${same}        Gauge(x)
Gauge(${"(".repeat(20_000)}"vllm:b"`;
  expect(() => types(text)).not.toThrow();
}, 5_000);
