import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Event } from "../../src/event.ts";
import { connectGitHub, type GitHubClient } from "../../src/platform/github.ts";
import { NEW_SUGGESTIONS, reportSuggestions } from "../../src/reporters/suggestions.ts";
import { ACTIONS_BOT, type GitHubFake, PULL_REQUEST, REPOSITORY, startGitHubFake } from "../support/github-fake.ts";
import { type Prism, startPrism } from "../support/prism.ts";
import { codeFinding, codeReport, edit } from "../support/samples-code.ts";

const HEAD = "b".repeat(40);
const event: Event = {
  name: "pull_request",
  number: PULL_REQUEST,
  base: "a".repeat(40),
  head: HEAD,
  isFork: false,
  isDependabot: false,
};

let fake: GitHubFake;
let prism: Prism;
let client: GitHubClient;

beforeAll(async () => {
  fake = await startGitHubFake();
  prism = await startPrism(fake.url);
  fake.publicUrl = prism.url;
});

afterAll(async () => {
  await prism?.close();
  await fake?.close();
});

beforeEach(async () => {
  Object.assign(fake, { mode: "ok", viewer: ACTIONS_BOT });
  for (const list of [fake.files, fake.lineComments, fake.requests, fake.interruptions]) list.length = 0;
  client = await connectGitHub({
    token: "a-token",
    env: { GITHUB_API_URL: prism.url, GITHUB_REPOSITORY: REPOSITORY },
    pause: async () => {},
  });
});

const [OLD, NEW] = ["from vllm.utils import get_open_port", "from vllm.utils.network_utils import get_open_port"];

/** `amount` files, each with one line to change at line 8. */
function reportOn(amount: number) {
  const findings = Array.from({ length: amount }, (_, index) =>
    codeFinding("import-gone", [`app/file_${index}.py`, 8, 1], "It moved.", edit(OLD, NEW)),
  );
  const [first, ...rest] = findings;
  if (first === undefined) throw new Error("at least one");
  return codeReport([first, ...rest]);
}

function changeFiles(amount: number): void {
  const patch = `@@ -6,3 +6,4 @@ import os\n import re\n+import sys\n ${OLD}\n x = 1`;
  for (let index = 0; index < amount; index++)
    fake.files.push({ filename: `app/file_${index}.py`, status: "modified", patch });
}

const place = (amount: number) => reportSuggestions({ client, event, report: reportOn(amount), folder: "" });
const posts = () => fake.requests.filter(({ method }) => method === "POST").filter(({ path }) => path !== "/graphql");

describe("suggestions, by GitHub's own description", () => {
  it("are one review at the lines of the diff, and are not placed twice", async () => {
    changeFiles(2);
    const placed = await place(2);
    expect(placed).toMatchObject({ log: "2 suggestions placed at the lines of the pull request." });
    expect(placed.placed.size).toBe(2);
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.body).toMatchObject({
      commit_id: HEAD,
      event: "COMMENT",
      comments: [
        { path: "app/file_0.py", line: 8, side: "RIGHT" },
        { path: "app/file_1.py", line: 8, side: "RIGHT" },
      ],
    });
    const again = await place(2);
    expect(again.placed.size).toBe(2);
    expect(again.log).toBeUndefined();
    expect(posts()).toHaveLength(1);
  });

  it("are found in a diff of many files, and behind many comments", async () => {
    for (let index = 0; index < 130; index++)
      fake.files.push({ filename: `other_${index}.bin`, status: index % 2 === 0 ? "added" : "removed" });
    changeFiles(1);
    await place(1);
    const [ours] = fake.lineComments.splice(0);
    const stranger = { login: "mallory", type: "User" } as const;
    for (let index = 0; index < 130; index++)
      fake.lineComments.push({ path: "x", line: 1, side: "RIGHT", body: `talk ${index}`, author: stranger });
    if (ours !== undefined) fake.lineComments.push(ours);
    fake.requests.length = 0;
    expect((await place(1)).placed.size).toBe(1);
    expect(posts()).toEqual([]);
    expect(fake.requests.filter(({ method }) => method === "GET")).toHaveLength(4);
  });

  it("are not held back by a stranger who planted the marker", async () => {
    changeFiles(1);
    await place(1);
    const [ours] = fake.lineComments.splice(0);
    const body = ours?.body ?? "";
    fake.lineComments.push({ path: "x", line: 1, side: "RIGHT", body, author: { login: "mallory", type: "User" } });
    expect((await place(1)).log).toMatch(/^1 suggestion placed/);
  });

  it("come at most twenty at a time", async () => {
    changeFiles(23);
    expect(await place(23)).toMatchObject({
      log: "20 suggestions placed at the lines of the pull request; 3 more are in the report.",
    });
    expect(fake.lineComments).toHaveLength(NEW_SUGGESTIONS);
  });

  it.each([
    ["read-only", /Resource not accessible by integration.*the verdict stands\.$/],
    ["outdated", /Line could not be resolved.*the verdict stands\.$/],
    ["hidden", /Not Found.*the verdict stands\.$/],
  ] as const)("that cannot be placed are a line of the log: %s", async (mode, words) => {
    changeFiles(1);
    fake.mode = mode;
    const result = await place(1);
    expect(result.log).toMatch(words);
    expect(result.placed.size).toBe(0);
  });

  it("are placed all the same where GitHub stumbles over a read", async () => {
    changeFiles(1);
    fake.interruptions.push({ status: 502, message: "Bad Gateway" });
    expect((await place(1)).placed.size).toBe(1);
    expect(posts()).toHaveLength(1);
  });
});
