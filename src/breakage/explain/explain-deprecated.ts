import type { Explanation, Question, SubjectOf } from "./explainer.ts";

/** Longer notices are for the source; a list of findings has a line or two for each. */
const LONGEST = 300;

/** What the target says of something that still works there. Since when is not asked: the current release may have said it too. */
export function explainDeprecated({ subject, broken, target }: Question<SubjectOf<"deprecated">>): Explanation {
  const notice = shortened((broken.text.split(/ is deprecated:?/)[1] ?? "").replace(/\s+/g, " ").trim());
  const head = `\`${subject.name}\` is deprecated in ${target.version}`;
  if (notice === "") return { message: `${head}.`, data: {} };
  return { message: `${head}: ${/[.!?…]$/.test(notice) ? notice : `${notice}.`}`, data: {} };
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …`;
}
