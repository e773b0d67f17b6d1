import { describe, expect, it } from "vitest";
import { withoutCredentials } from "../src/url-text.ts";
import { cpuTimer } from "./support/cpu-time.ts";

describe("withoutCredentials", () => {
  it.each([
    ["https://user:secret@host/simple", "https://***@host/simple"],
    ["https://token@host/simple", "https://***@host/simple"],
    ["https://user:se@cr@et@host/simple", "https://***@host/simple"],
    [`https://user:it's"@host/simple`, "https://***@host/simple"],
    ["git+https://token@github.com/vllm-project/vllm@v0.31.0", "git+https://***@github.com/vllm-project/vllm@v0.31.0"],
    ["https://host/path@v1?mail=a@b", "https://host/path@v1?mail=a@b"],
    ["https://host?mail=a@b", "https://host?mail=a@b"],
    [
      "ask me@example.org about https://u:p@h and http://v:q@k",
      "ask me@example.org about https://***@h and http://***@k",
    ],
    ["https://***@host", "https://***@host"],
  ])("%s is shown as %s", (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });

  it.each(["a", "a:", "://", "://a:", "a://b@"])("ends soon on a million times %j", (text) => {
    const cpuTime = cpuTimer();
    withoutCredentials(text.repeat(1_000_000));
    expect(cpuTime()).toBeLessThan(2_000);
  });
});
