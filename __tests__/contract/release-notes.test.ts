import { afterAll, beforeAll, expect, it } from "vitest";
import { githubNotes } from "../../src/platform/github-releases.ts";
import { readNotes } from "../../src/release/notes/read-notes.ts";
import { type GitHubFake, startGitHubFake } from "../support/github-fake.ts";
import { type Prism, startPrism } from "../support/prism.ts";

let fake: GitHubFake;
let prism: Prism;

beforeAll(async () => {
  fake = await startGitHubFake();
  prism = await startPrism(fake.url);
});

afterAll(async () => {
  await prism?.close();
  await fake?.close();
});

it("reads release notes by GitHub's own description", async () => {
  fake.notes.set("v0.32.0", "### Breaking Changes\n* `--swap-space` is gone (#1)");
  const notes = await readNotes(
    ["0.32.0", "0.31.1"],
    githubNotes({ token: "a-token", env: { GITHUB_API_URL: prism.url }, fetch }),
  );
  expect(notes).toEqual({
    kind: "read",
    lines: [{ kind: "breaking", parts: ["`--swap-space` is gone"], version: "0.32.0", here: [] }],
    versions: ["0.32.0"],
    without: ["0.31.1"],
  });
});
