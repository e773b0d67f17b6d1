import type { AnnotationProperties } from "@actions/core";
import type { Annotation, AnnotationLevel } from "../report/annotations.ts";

/** The three functions of `@actions/core` that write annotations; they escape what a workflow command would trip over. */
export type AnnotationSink = Readonly<
  Record<AnnotationLevel, (message: string, properties?: AnnotationProperties) => void>
>;

/** @param folder where the checked folder lies in the repository (`""` for its top): annotations are placed from the top */
export function reportAnnotations(annotations: readonly Annotation[], sink: AnnotationSink, folder = ""): void {
  for (const annotation of annotations) sink[annotation.level](annotation.message, properties(annotation, folder));
}

function properties({ title, file, line, column, endLine }: Annotation, folder: string): AnnotationProperties {
  if (file === undefined) return { title };
  return {
    title,
    file: folder === "" ? file : `${folder}/${file}`,
    ...(line === undefined ? {} : { startLine: line }),
    ...(endLine === undefined ? {} : { endLine }),
    // GitHub takes a column only within one line.
    ...(column === undefined || (endLine !== undefined && endLine !== line) ? {} : { startColumn: column }),
  };
}
