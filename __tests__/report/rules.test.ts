import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES, type RuleId } from "../../src/checks/rules.ts";

const folder = new URL("../../docs/rules/", import.meta.url);

describe("the rules' pages", () => {
  it("are one for each rule", () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(RULES)
        .map((rule) => `${rule}.md`)
        .sort(),
    );
  });

  it.each(Object.keys(RULES) as RuleId[])("say what it means, how to fix it and how it is found: %s", (rule) => {
    const page = readFileSync(new URL(`${rule}.md`, folder), "utf8");
    expect(page.startsWith(`# ${RULES[rule].title}\n\nRule \`${rule}\`\n\n`)).toBe(true);
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      "Example",
      "How to fix",
      "How it is detected",
    ]);
  });
});
