import { describe, expect, it } from "vitest";
import type { Event } from "../../src/event.ts";
import { GitHubError } from "../../src/platform/github-errors.ts";
import type { NewReview, ReviewClient, ReviewComment } from "../../src/platform/github-review.ts";
import { reportSuggestions } from "../../src/reporters/suggestions.ts";
import { HOSTILE } from "../support/report-samples.ts";
import { CODE_FINDINGS, codeReport } from "../support/samples-code.ts";

const PULL: Event = { name: "pull_request", number: 7, base: "a", head: "b", isFork: false, isDependabot: false };
const BOT = { login: "github-actions[bot]", isBot: true };
const PATCH = `@@ -8 +8 @@\n-x\n+${CODE_FINDINGS[3]?.data?.["before"]}`;

function memory(over: Partial<ReviewClient & { viewerLogin(): Promise<string> }> = {}) {
  const reviews: NewReview[] = [];
  const comments: ReviewComment[] = [];
  const client = {
    viewerLogin: async () => BOT.login,
    listChangedPatches: async () => [{ path: "app/serve.py", patch: PATCH }],
    listReviewComments: async () => comments,
    createReview: async (_: number, review: NewReview) => {
      reviews.push(review);
      comments.push(...review.comments.map(({ body }) => ({ body, author: BOT })));
    },
    ...over,
  };
  return { client, reviews, comments };
}

const place = (client: ReturnType<typeof memory>["client"], event: Event = PULL, report = codeReport()) =>
  reportSuggestions({ client, event, report, folder: "" });

describe("reportSuggestions", () => {
  it("places what the diff shows, and says which findings those are", async () => {
    const { client, reviews } = memory();
    const { placed } = await place(client);
    expect([...placed]).toEqual([CODE_FINDINGS[3]]);
    expect(reviews).toEqual([
      {
        commit: "b",
        body: "For vLLM 0.12.0, this line has to change, as the upgrade check sees it.",
        comments: [{ path: "app/serve.py", line: 8, body: expect.stringContaining("```suggestion\n") }],
      },
    ]);
  });

  it("knows its own again, whatever GitHub made of the line ends", async () => {
    const { client, reviews, comments } = memory();
    await place(client);
    const [first] = comments.splice(0);
    comments.push({ body: (first?.body ?? "").replaceAll("\n", "\r\n"), author: BOT });
    expect((await place(client)).placed.size).toBe(1);
    expect(reviews).toHaveLength(1);
  });

  it.each<Event>([{ name: "push", head: "b" }, { name: "schedule" }, { name: "merge_group", base: "a", head: "b" }])(
    "asks nobody on $name",
    async (event) => {
      const { client } = memory({ listChangedPatches: () => Promise.reject(new Error("asked")) });
      expect(await place(client, event)).toEqual({ placed: new Set() });
    },
  );

  it("says nothing where nothing is in the diff", async () => {
    const { client, reviews } = memory({ listChangedPatches: async () => [{ path: "app/serve.py" }] });
    expect(await place(client)).toEqual({ placed: new Set() });
    expect(reviews).toEqual([]);
  });

  it("writes a review's text that no version can break out of", async () => {
    const { client, reviews } = memory();
    await place(client, PULL, codeReport(CODE_FINDINGS, { target: { version: HOSTILE, from: HOSTILE } }));
    expect(reviews[0]?.body).toBe("For vLLM, this line has to change, as the upgrade check sees it.");
  });

  it("turns a refusal into a line of the log, and a lost answer into no second review", async () => {
    let sent = 0;
    const { client } = memory({
      createReview: () => {
        sent += 1;
        return Promise.reject(new GitHubError("unavailable", "Bad Gateway (HTTP 502)"));
      },
    });
    expect(await place(client)).toEqual({
      placed: new Set(),
      log: "No suggestions at the lines of the pull request: Bad Gateway (HTTP 502). They are in the report; the verdict stands.",
    });
    expect(sent).toBe(1);
  });

  it("does not hide a mistake of our own", async () => {
    const { client } = memory({ listReviewComments: () => Promise.reject(new TypeError("a bug")) });
    await expect(place(client)).rejects.toThrow("a bug");
  });
});
