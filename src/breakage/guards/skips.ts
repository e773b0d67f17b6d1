import type { Analysis, Reach } from "./analysis.ts";
import { bindingsOf } from "./bindings.ts";
import type { Syntax } from "./syntax.ts";
import { originOf, truth, type Value } from "./value.ts";

/**
 * Whether a test runner skips what a node holds: by a decorator of a definition (`@pytest.mark.skipif`, `@unittest.skipUnless`), or
 * by the module's `pytestmark`.
 */
export function skipped(holder: Syntax, child: Syntax, analysis: Analysis): Reach {
  if (holder.type === "module") {
    const mark = bindingsOf("pytestmark", holder).find((binding) => binding.owner === holder);
    // What a module does when it is imported is done before pytest reads the mark.
    const definition = /definition$/.test(child.type);
    if (mark === undefined || !definition || mark.means.kind !== "value") return { state: "yes" };
    return byMarks([analysis.evaluate(mark.means.expression)], mark.node);
  }
  const decorators = holder.parts.filter((part) => part.type === "decorator");
  const first = decorators[0];
  if (first === undefined) return { state: "yes" };
  return byMarks(
    decorators.flatMap((decorator) =>
      decorator.parts[0] === undefined ? [] : [analysis.evaluate(decorator.parts[0])],
    ),
    first,
  );
}

function byMarks(marks: readonly Value[], place: Syntax): Reach {
  const all = marks.flatMap((mark) => (mark.kind === "sequence" ? mark.items : [mark]));
  let reach: Reach = { state: "yes" };
  for (const mark of all) {
    if (mark.kind === "symbol" && /^(?:pytest\.mark|unittest)\.skip$/.test(mark.name)) return no(undefined, place);
    if (mark.kind !== "skip") continue;
    const answer = truth(mark.when);
    if (answer === true) return no(mark, place);
    if (answer === undefined && originOf(mark) === "version") reach = { state: "maybe", unclear: place.line };
  }
  return reach;
}

function no(mark: Value | undefined, place: Syntax): Reach {
  const origin = mark === undefined ? undefined : originOf(mark);
  return { state: "no", why: { reason: "skipped", origin, line: place.line, path: place.file.path } };
}
