import { describe, expect, it } from "vitest";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { parse, read, summary } from "./support.ts";

const text = `# VLLM_VERSION = 0.1.0
VLLM_VERSION ?= 0.31.0
IMAGE := vllm/vllm-openai:v0.30.0

install: deps
\t@pip install \\
\t\t"vllm==$(VLLM_VERSION)" ray
\t# pip install vllm==0.1.1
serve:
\tdocker run $(IMAGE) --model m
\tV=0.29.0 && pip install vllm==$$V
other:
\tpip install vllm==$(OTHER) torch
`;

describe("makefiles", () => {
  it("reads recipes with make's variables", () => {
    const manifest = parse("Makefile", text);
    expect(summary(manifest)).toEqual([
      "2:17 requirement/stage:install 0.31.0",
      "3:27 image/stage:serve v0.30.0",
      "11:4 requirement/stage:serve 0.29.0",
      "13:14 requirement/stage:other vllm==$(OTHER)",
    ]);
    expect(manifest.pins[3]).toMatchObject({ specifier: "==$(OTHER)", reference: { kind: "unpinned" } });
  });

  it("puts together what one target installs", async () => {
    const { pins, manifests } = await read({ "a.mk": text });
    expect(pins.map((pin) => requirementSet(pin, manifests).requirements)).toEqual([["ray"], [], [], ["torch"]]);
  });
});

describe("what one target cloned", () => {
  it("is checked out by another", () => {
    const makefile =
      "clone:\n\tgit clone https://github.com/vllm-project/vllm.git vllm\nbuild: clone\n\tcd vllm && git fetch && git checkout v0.31.0\n";
    expect(summary(parse("server/Makefile-vllm", makefile))).toEqual(["4:39 requirement/stage:build v0.31.0"]);
  });
});

describe("the tag of an image of one's own", () => {
  it("is none of vLLM's", () => {
    const makefile =
      "VLLM_IMAGE = me/nemo-vllm\nVLLM_IMAGE_TAG = v0.31.0\nbuild:\n\tdocker build -t $(VLLM_IMAGE):$(VLLM_IMAGE_TAG) .\n";
    expect(summary(parse("Makefile", makefile))).toEqual([]);
  });
});
