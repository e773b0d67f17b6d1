import { expect, test } from "vitest";
import { deprecationIn } from "../../../src/surface/options/deprecation.ts";

test.each([
  ["[DEPRECATED] Disable logging requests.", "--disable-log-requests"],
  ["(Deprecated) Maximum size of extra vocabulary.", "lora_extra_vocab_size"],
  ["DEPRECATED: please use `use_activation` instead.", "softmax"],
  ["The space in GiB.\n\nDEPRECATED: This field is deprecated.", "cpu_offload_gb"],
  ["Device type. This parameter is deprecated and will be removed.", "device"],
  ["`eplb_window_size` is deprecated and has been replaced.", "eplb_window_size"],
  ["--log-config-file is deprecated.", "--log-config-file"],
  ["Level is deprecated, use mode.", "level"],
  ["Include tools.\nThis is a transitional option that will be removed in v0.10.0.", "expand"],
])("%j goes", (text, name) => {
  expect(deprecationIn(text, name)).toBe(text.replace(/\s+/g, " "));
});

test.each([
  ["Whether to allow deprecated quantization methods.", "allow_deprecated_quantization"],
  ['The "lm-format-enforcer" backend is deprecated and will be removed.', "backend"],
  ["Enable metrics. If a previously deprecated metric has been hidden, use this.", "show_hidden_metrics"],
  ["Padding is removed from the prompt.", "trim"],
  ["", "x"],
])("%j stays", (text, name) => {
  expect(deprecationIn(text, name)).toBeUndefined();
});

test("nothing said", () => {
  expect(deprecationIn(undefined, "x")).toBeUndefined();
});
