import { describe, expect, it } from "vitest";
import { copiedFrom, noteCopied } from "../../src/pins/docker-copy.ts";

/** Where `-r NAME` of `services/a/Dockerfile` is looked for, after one `COPY`. */
function candidates(copy: string, name = "requirements.txt"): readonly string[] {
  const copied = new Map<string, string>();
  noteCopied(copy.split(" "), copied);
  const include = copiedFrom({ path: name, role: "requirement" }, copied, "services/a/Dockerfile");
  return [include.path, ...(include.alternatives ?? [])];
}

describe("what COPY puts into an image", () => {
  it.each([
    ["requirements.txt .", ["services/a/requirements.txt", "services/requirements.txt", "requirements.txt"]],
    [
      "--chown=a b/requirements.txt /app/",
      ["services/a/b/requirements.txt", "services/b/requirements.txt", "b/requirements.txt"],
    ],
    ["b/gpu.txt requirements.txt", ["services/a/b/gpu.txt", "services/b/gpu.txt", "b/gpu.txt"]],
    ["x.txt requirements.txt ./", ["services/a/requirements.txt", "services/requirements.txt", "requirements.txt"]],
  ])("is looked for where it was copied from: %s", (copy, paths) => {
    expect(candidates(copy)).toEqual(paths);
  });

  it.each([
    "--from=builder b/requirements.txt .",
    "requirements*.txt .",
    "b/requirements /app/",
    "b .",
    "$DIR/requirements.txt .",
    "",
  ])("says nothing of a file where it names none of the context: %s", (copy) => {
    expect(candidates(copy)).toEqual(["requirements.txt"]);
  });

  it("comes after the path as it is written", () => {
    expect(candidates("requirements.txt .", "base/requirements.txt")).toEqual([
      "base/requirements.txt",
      "services/a/requirements.txt",
      "services/requirements.txt",
      "requirements.txt",
    ]);
  });
});
