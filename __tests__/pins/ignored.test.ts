import { expect, it } from "vitest";
import { withoutIgnored } from "../../src/pins/ignored.ts";
import { read } from "./support.ts";

it("leaves out the pins and the problems of files that the configuration ignores, and keeps what others include", async () => {
  const reading = await read({
    "requirements.txt": "-r examples/base.txt\nvllm==0.31.0\n",
    "examples/base.txt": "vllm==0.30.0\n",
    "examples/requirements.txt": "vllm = nonsense\n",
  });
  const kept = withoutIgnored(reading, ["examples/"]);
  expect(kept.pins.map(({ file }) => file)).toEqual(["requirements.txt"]);
  expect(kept.problems).toEqual([]);
  expect(kept.manifests).toEqual(reading.manifests);
  expect(withoutIgnored(reading)).toBe(reading);
  expect(withoutIgnored(reading, ["*.txt"]).pins.map(({ file }) => file)).toEqual(["examples/base.txt"]);
});
