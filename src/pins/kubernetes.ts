import { traced } from "../text/traced.ts";
import { plainJson } from "../uses/json/json-source.ts";
import { withoutTemplate } from "../uses/yaml/template.ts";
import { isComposeText, parseCompose } from "./compose.ts";
import { imageDraft } from "./docker-image.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { isHcl, readHcl } from "./hcl.ts";
import type { PinFormat } from "./manifest.ts";
import { mayPinVllm } from "./may-pin.ts";
import { folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** Forms of issues hold text for people. */
const FORMS = /(?:^|\/)\.github\/(?:ISSUE_TEMPLATE|DISCUSSION_TEMPLATE)\//i;
/** JSON is data more often than a manifest: only where its place or its name says that something is deployed by it. */
const JSON_MANIFEST =
  /(?:^|\/)(?:\.?devcontainer|k8s|kubernetes|kube|manifests?|deploy(?:ments?)?|helm|charts?|infra(?:structure)?|ecs|docker|terraform)\/.*\.json$|(?:^|\/)[^/]*(?:devcontainer|deployment|statefulset|daemonset|task-?def(?:inition)?|manifest|container-?defs?|container-?definitions?|values|pod|k8s|runtime_?env)[^/]*\.json$/i;

/** An image that a template falls back to: `{{ .Values.image | default "vllm/vllm-openai:v0.31.0" }}`, in Jinja `default('…')`. */
function readDefaults(draft: Draft): void {
  for (const match of draft.text.matchAll(
    /\{\{[^{}\n]{0,200}\b(?:default|or)\b[\s(]{1,4}["']([^"'\s{}]{1,300})["']/g,
  )) {
    const [whole, image = ""] = match;
    const pin = imageDraft(draft, traced(image, match.index + whole.length - image.length - 1));
    if (pin !== undefined) draft.later(pin);
  }
}

/** Manifests, values and templates of charts, Kustomize, and any other YAML that speaks of vLLM; manifests and `devcontainer.json` in JSON; Terraform, with the manifests it holds. */
export const kubernetes: PinFormat = {
  format: "kubernetes",
  matches: (path) => {
    if (FORMS.test(path)) return false;
    return (
      isHcl(path) ||
      /\.(?:ya?ml|tpl|gotmpl|tftpl)$/.test(path.replace(/\.(?:j2|jinja2?|tmpl|template)$/, "")) ||
      JSON_MANIFEST.test(path)
    );
  },
  concerns: mayPinVllm,
  parse: (text, file, context) => {
    if (isComposeText(text)) return parseCompose(text, file, context);
    const draft = draftManifest(file, "kubernetes", text);
    if (isHcl(file)) {
      readHcl(traced(text, 0), draft);
      return draft.finish();
    }
    const source = /\.json$/i.test(file)
      ? traced(plainJson(text), 0)
      : withoutTemplate(traced(text, 0), () => undefined);
    readYaml(source, { draft, folder: folderOf(file), kind: "kubernetes" });
    readDefaults(draft);
    return draft.finish();
  },
  rewrite: rewritePin,
};
