import { isMap, isScalar, isSeq } from "yaml";
import { cut, traced, trim } from "../text/traced.ts";
import { yamlDocuments } from "../uses/yaml/documents.ts";
import { entriesOf, valueAt } from "../uses/yaml/entries.ts";
import { scalarText } from "../uses/yaml/scalar-text.ts";
import { condaReference, condaSpecifier, parseCondaSpec, rewriteConda } from "./conda-spec.ts";
import { type Draft, draftManifest } from "./draft.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { readRequirementLine } from "./requirements.ts";
import { rewritePin } from "./rewrite.ts";
import { VLLM } from "./vllm.ts";

/** conda's environment files: https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html */
export const conda: PinFormat = {
  format: "conda",
  matches: (path) => /^(?:[^/]*[-_.])?(?:environment|conda)(?:[-_.][^/]*)?\.ya?ml$/i.test(fileName(path)),
  parse: parseConda,
  rewrite: (pin, version) => rewriteConda(pin.raw, version) ?? rewritePin(pin, version),
};

/**
 * conda's own packages are no part of the requirement set: no index that pip and uv read has them. What pip installs into the
 * environment is.
 */
function parseConda(text: string, file: string): Manifest {
  const draft = draftManifest(file, "conda", text);
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  let python: string | undefined;
  for (const { document, source } of yamlDocuments(traced(text.slice(start), start), () => true, undefined)) {
    const resolve = (node: unknown) => (isMap(node) || isSeq(node) || isScalar(node) ? node : undefined);
    const root = document.contents;
    const dependencies = isMap(root) ? valueAt(entriesOf(root, resolve), "dependencies") : undefined;
    for (const item of isSeq(dependencies) ? dependencies.items : []) {
      const found = isScalar(item) ? readPackage(draft, trim(scalarText(item, source))) : undefined;
      python ??= found;
      const pip = isMap(item) ? valueAt(entriesOf(item, resolve), "pip") : undefined;
      for (const line of isSeq(pip) ? pip.items : []) {
        if (!isScalar(line)) continue;
        readRequirementLine(draft, trim(scalarText(line, source)), { role: "requirement", folder: folderOf(file) });
      }
    }
  }
  return draft.finish(python === undefined ? {} : { requiresPython: python });
}

/** Answers the Python that the environment has, where the package is Python. */
function readPackage(draft: Draft, value: ReturnType<typeof trim>): string | undefined {
  const spec = parseCondaSpec(value.text);
  if (spec?.name === "python") return condaSpecifier(spec.version) || undefined;
  if (spec?.name !== VLLM) return undefined;
  const pin = draft.pin({
    at: [cut(value, spec.start)],
    written: spec.version,
    reference: condaReference(spec.version),
    role: "requirement",
  });
  if (pin !== undefined) draft.requirements.push({ text: VLLM, name: VLLM, role: "requirement", line: pin.line });
  return undefined;
}
