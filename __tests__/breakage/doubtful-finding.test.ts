import { expect, it } from "vitest";
import { toFinding, type Verdict } from "../../src/breakage/to-finding.ts";

const place = { path: "a.py", line: 1, column: 1, endLine: 1, endColumn: 5 };
const severity = (text: string, more: Partial<Verdict>) =>
  toFinding(
    {
      broken: { rule: "attribute-gone", subject: { kind: "attribute", owner: "C", name: "n" }, ...place, text },
      guard: { kind: "none" },
      certain: true,
      ...more,
    },
    { message: "C has no `n`.", data: {} },
  );

it("warns where a class of the repository may have the attribute, and says which", () => {
  expect(severity("Object of type `C` has no attribute `n`", {}).severity).toBe("error");
  const doubtful = severity("Object of type `C` has no attribute `n`", { doubt: "`Ours` has it." });
  expect(doubtful).toMatchObject({ severity: "warning", message: "C has no `n`. `Ours` has it." });
});

it("tells an assignment that has no effect from one that raises", () => {
  const text = "Unresolved attribute `n` on type `C`";
  expect(severity(text, {}).severity).toBe("warning");
  expect(severity(text, { refused: true })).toMatchObject({ severity: "error", message: "C has no `n`." });
});
