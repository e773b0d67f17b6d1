import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, read, summary } from "./support.ts";

describe("Compose", () => {
  it.each(["compose.yaml", "docker-compose.yml", "docker-compose.prod.yaml", "compose_vllm.yaml", "a/gpu.compose.yml"])(
    "%s",
    (path) => {
      expect(formatOfPath(path)?.format).toBe("compose");
    },
  );

  it("reads images, defaults of variables, build arguments and commands", () => {
    const text = `services:
  a:
    image: vllm/vllm-openai:\${TAG:-v0.31.0}
  b:
    image: \${IMAGE:-vllm/vllm-openai:v0.30.0}
  c:
    image: \${REGISTRY:-}vllm/vllm-openai:$TAG
    build: { args: { VLLM_VERSION: 0.29.0 } }
    command: bash -c "pip install vllm==0.28.0"
  d: { image: rocm/vllm:v1 }
`;
    expect(summary(parse("compose.yaml", text))).toEqual([
      "3:36 image v0.31.0",
      "5:38 image v0.30.0",
      `7:42 image $TAG`,
      "8:36 constraint 0.29.0",
      "9:35 requirement/stage:script 1 vllm==0.28.0",
    ]);
    // By what it says, where the name does not tell.
    expect(parse("deploy/stack.yaml", text).format).toBe("compose");
  });

  it("takes what the .env beside it gives, and names both places", async () => {
    const files = {
      "d/.env": "# TAG=v9\nOTHER=1\nTAG='v0.30.0'\nVER=0.29.0\n",
      "d/compose.yaml": `services:\n  a: { image: 'vllm/vllm-openai:\${TAG}' }\n  b: { image: 'vllm/vllm-openai:\${TAG:-v0.31.0}' }\n  c: { image: 'vllm/vllm-openai:v\${VER}-cu129' }\n`,
      "e/compose.yaml": `services:\n  a: { image: 'vllm/vllm-openai:\${TAG}' }\n`,
    };
    const { pins } = await read(files);
    expect(pins.map(({ file, line, raw, format }) => `${file}:${line} ${format} ${raw}`)).toEqual([
      "d/.env:3 dotenv v0.30.0",
      "d/.env:4 dotenv 0.29.0",
      "d/compose.yaml:3 compose v0.31.0",
      `e/compose.yaml:2 compose \${TAG}`,
    ]);
  });

  it("names a place of the .env once", async () => {
    const { pins } = await read({
      ".env": "VLLM_TAG=v0.30.0\n",
      "compose.yaml": `services:\n  a:\n    image: vllm/vllm-openai:\${VLLM_TAG}\n`,
    });
    expect(pins.map(({ file, line, role }) => `${file}:${line} ${role}`)).toEqual([".env:1 image"]);
  });
});

describe("files of variables", () => {
  it("reads versions, tags and images", () => {
    const text = `# VLLM_VERSION=0.1.0
VLLM_VERSION=0.31.0 # here
export VLLM_TAG="v0.30.0"
SERVER_IMAGE=vllm/vllm-openai:v0.29.0-x86_64
VLLM_HOST_IP=10.0.0.1
MODEL_VERSION=0.31.0
VLLM_VERSION_OVERRIDE=0.2.0
`;
    expect(summary(parse(".env.example", text))).toEqual([
      "2:14 constraint 0.31.0",
      "3:18 image v0.30.0",
      "4:31 image v0.29.0-x86_64",
    ]);
  });
});
