import type { BuildStage, Manifest, Place } from "../pins/manifest.ts";
import { folderOf } from "../pins/repository-path.ts";
import { VLLM } from "../pins/vllm.ts";
import { type ImageFacts, imageFacts } from "./image-facts.ts";
import { pythonSource } from "./python-source.ts";
import type { VllmProjects } from "./vllm-projects.ts";

/** A container image on which a build installs vLLM (not one of vLLM's own, which holds it already). */
export interface InstallingImage {
  /** Where it is named. */
  readonly at: Place;
  /** The reference, variables expanded. */
  readonly image: string;
  readonly facts: ImageFacts;
  /** The machine it is built for: `x86_64`, unless the file says another. */
  readonly machine: string;
  /** The Python that vLLM is installed for, where that is known: `3.10`, and what has it. */
  readonly python?: { readonly version: string; readonly of: string };
}

const MACHINES: Readonly<Record<string, string>> = { "linux/arm64": "aarch64", "linux/amd64": "x86_64" };

/** The images of all Dockerfiles in which a stage installs vLLM; each place once. */
export function installingImages(manifests: readonly Manifest[], projects: VllmProjects): readonly InstallingImage[] {
  const found = new Map<string, InstallingImage>();
  for (const manifest of manifests) {
    for (const stage of manifest.stages ?? []) {
      const image = installs(stage, manifest, projects) ? baseOf(stage, manifest.stages ?? []) : undefined;
      if (image !== undefined) found.set(JSON.stringify([image.at, image.python]), image);
    }
  }
  return [...found.values()];
}

function installs(stage: BuildStage, manifest: Manifest, projects: VllmProjects): boolean {
  const { requirements, includes, file } = manifest;
  return (
    requirements.some(({ name, role, group }) => name === VLLM && role === "requirement" && group === stage.name) ||
    includes.some(({ path, role, group }) => role === "requirement" && group === stage.name && projects.asks(path)) ||
    projects.installs(stage.commands.join("\n"), folderOf(file))
  );
}

/** What a stage is built on in the end, with the commands of the stages between. */
function baseOf(stage: BuildStage, stages: readonly BuildStage[]): InstallingImage | undefined {
  const commands: string[] = [];
  const seen = new Set<BuildStage>();
  for (let here: BuildStage | undefined = stage; here !== undefined && !seen.has(here); ) {
    seen.add(here);
    commands.push(...here.commands);
    const { base, platform = "" }: BuildStage = here;
    if ("image" in base) {
      const facts = imageFacts(base.image);
      const python = pythonOn(facts, pythonSource(commands));
      const machine = MACHINES[platform] ?? "x86_64";
      return { at: base.at, image: base.image, facts, machine, ...(python === undefined ? {} : { python }) };
    }
    here = stages.find(({ name }) => name === base.stage);
  }
  return undefined;
}

function pythonOn({ python, distribution }: ImageFacts, source: ReturnType<typeof pythonSource>) {
  if (source === "own") return undefined;
  if (python !== undefined) return { version: python, of: "the image" };
  if (source !== "distribution" || distribution?.python === undefined) return undefined;
  return { version: distribution.python, of: `the python3 of ${distribution.name}` };
}
