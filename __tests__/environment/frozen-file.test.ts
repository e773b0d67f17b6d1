import { expect, it } from "vitest";
import { frozenFile } from "../../src/environment/frozen-file.ts";
import { SETTINGS } from "../support/samples-environment.ts";

const about = (extraIndexes: readonly string[] = []) => ({
  version: "0.31.0",
  python: "3.11",
  platform: "linux x86_64",
  settings: { ...SETTINGS, extraIndexes },
});

const HEAD = `# vLLM 0.31.0 and what was resolved beside it, for Python 3.11 on linux x86_64.
# pip install --require-hashes --no-deps -r rollback-requirements.txt
`;

it("is the resolution, line by line", () => {
  const lines =
    "torch==2.10.0 --hash=sha256:aa\nvllm==0.31.0 ; python_version < '3.15' --hash=sha256:bb --hash=sha256:cc\n";
  expect(frozenFile(lines, about())).toBe(`${HEAD}${lines}`);
});

it.each([
  ["a folder", "-e file:///srv/app", "app"],
  ["a folder that is named", "app @ file:///srv/app", "app"],
  ["a revision", "own @ git+https://host/own@abc", "own"],
  ["a password", "own @ https://me:secret@host/own.whl --hash=sha256:aa", "own"],
])("names what pip cannot take from it: %s", (_, line, name) => {
  expect(frozenFile(`${line}\n`, about())).toBe(`${HEAD}# Not in this file, install it yourself: ${name}\n`);
});

it("names the indexes that another machine can ask", () => {
  const indexes = ["https://index.example/simple", "file:///opt/simple", "https://me:secret@index.example/simple"];
  expect(frozenFile("a==1 --hash=sha256:aa\n", about(indexes))).toBe(
    `${HEAD}--extra-index-url https://index.example/simple\na==1 --hash=sha256:aa\n`,
  );
});
