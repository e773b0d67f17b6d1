import { beforeAll, expect, test } from "vitest";
import type { UseContext } from "../../../src/uses/reader.ts";
import { systemdUnits } from "../../../src/uses/systemd/systemd.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

const UNIT = `[Unit]
Description=vllm serve m --not-this
[Service]
Environment="VLLM_USE_V1=0" MODEL=m
Environment=VLLM_B=1
# Environment=VLLM_C=1
EnvironmentFile=/etc/vllm.env
ExecStart=-/opt/venv/bin/vllm serve $MODEL \\
  # in between
  --swap-space 4 \\
  --port 80
Restart=always
`;

test("a unit", () => {
  const found = readFile(systemdUnits, context, "deploy/vllm.service", UNIT) ?? [];
  expect(found.map(summary)).toEqual(["VLLM_USE_V1=0", "VLLM_B=1", "serve m --swap-space 4 --port 80"]);
  const command = found[2];
  expect(command?.kind === "command" && command.words.map(({ place }) => textAt(UNIT, place))).toEqual([
    "m",
    "--swap-space",
    "4",
    "--port",
    "80",
  ]);
});

test("a container of Podman", () => {
  const text = "[Container]\nImage=docker.io/vllm/vllm-openai:v1\nEnvironment=VLLM_A=1\nExec=--model m --a\n";
  expect(readFile(systemdUnits, context, "vllm.container", text)?.map(summary)).toEqual([
    "VLLM_A=1",
    "serve --model m --a",
  ]);
});

test("files of others", () => {
  expect(readFile(systemdUnits, context, "vllm.conf", UNIT)).toBeUndefined();
  expect(readFile(systemdUnits, context, "x.service", "[Service]\nExecStart=/bin/true\n")).toBeUndefined();
});
