import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, summary } from "./support.ts";

describe("Apptainer definitions", () => {
  it.each(["vllm.def", "Apptainerfile.rocm", "Singularity", "Singularity.v1"])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("apptainer");
  });

  it("reads headers, arguments and sections of each stage", () => {
    const text = `# From: vllm/vllm-openai:v0.1.0
Bootstrap: docker
From: vllm/vllm-openai:{{ TAG }}
Stage: base

%arguments
  TAG=v0.31.0

%post
  # pip install vllm==0.1.0
  pip install vllm==0.30.0 \\
    ray
  git clone https://github.com/vllm-project/vllm.git
  cd vllm
  git checkout v0.29.0

%help
  pip install vllm==0.1.1

Bootstrap: localimage
From: vllm/vllm-openai:v0.1.2
`;
    expect(summary(parse("vllm.def", text))).toEqual([
      "7:7 image/stage:base v0.31.0",
      "11:15 requirement/stage:base vllm==0.30.0",
      "15:16 requirement/stage:base v0.29.0",
    ]);
  });

  it("leaves other files of that ending alone", () => {
    expect(summary(parse("exports.def", "EXPORTS\n  pip install vllm==0.31.0\n"))).toEqual([]);
  });
});
