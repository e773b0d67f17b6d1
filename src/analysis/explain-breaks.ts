import type { Break } from "../breakage/break.ts";
import { makeExplainer } from "../breakage/explain/explain.ts";
import type { ExplainContext, Explanation } from "../breakage/explain/explainer.ts";
import { withOwnClass } from "../breakage/explain/own-class.ts";
import { toFinding, type Verdict } from "../breakage/to-finding.ts";
import type { Finding } from "../checks/finding.ts";

/** Breaks as findings. Which release removed something is worth a search only where it alarms. */
export async function explainBreaks(verdicts: readonly Verdict[], context: ExplainContext): Promise<Finding[]> {
  // The key stands elsewhere than the call, and between the releases it is the key that is looked for.
  const keys = new Map<Break, Break>();
  const breaksOn: ExplainContext["breaksOn"] = (broken, version) =>
    context.breaksOn(keys.get(broken) ?? broken, version);
  const explain = makeExplainer({ ...context, breaksOn });
  // Where there are releases between that nobody looked at, the target is not the one that removed it for sure.
  const explainBriefly = makeExplainer({ ...context, breaksOn: async () => undefined });
  const explained = async (verdict: Verdict): Promise<Explanation> => {
    const { broken, guard, certain, passed, quiet } = verdict;
    // Of a difference that may be none, nothing is claimed but what the checker says.
    if (!certain) {
      const said = withOwnClass(broken.text, broken.line, await context.text(broken.path), context.parse);
      return { message: `On ${context.target.version}: ${withFullStop(said)}`, data: {} };
    }
    const tell = quiet === undefined && guard.kind !== "live" ? explain : explainBriefly;
    if (passed === undefined) return tell(broken);
    // The call is where the dictionary is passed on; an edit of that line would not be one of the key's.
    const { line, column } = passed;
    const call = { ...broken, line, column, endLine: line, endColumn: column };
    keys.set(call, broken);
    const { message, data } = await tell(call);
    const { before: _, ...facts } = data;
    return { message, data: facts };
  };
  return Promise.all(verdicts.map(async (verdict) => toFinding(verdict, await explained(verdict))));
}

function withFullStop(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
