import type { Surface } from "../../surface/surface.ts";
import type { ArchitectureUse } from "../../uses/use.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { architectureSubject } from "./subjects/architecture.ts";

/** A model architecture that the target's registry does not have any more. */
export function architectureDrafts(use: ArchitectureUse, { current, target }: SurfaceContext): Draft[] {
  const { name, place } = use;
  const subject = architectureSubject(name);
  if (!subject.has(current) || subject.has(target)) return [];
  const former = Object.hasOwn(target.formerArchitectures, name) ? target.formerArchitectures[name] : undefined;
  const last = former?.last === undefined ? "" : ` vLLM names ${former.last} as the last release that has it.`;
  const plugin = former?.plugin === undefined ? "" : ` A plugin serves it: ${former.plugin}.`;
  const why = "It does not name it among those it has dropped: it may serve it by way of Transformers.";
  return [
    {
      ...{ place, use, subject, rule: "architecture-gone", gone: true, written: name },
      what: `The architecture \`${name}\` is gone from the registry of vLLM ${target.version}.`,
      effect: `A model of this architecture does not load.${last}${plugin}`,
      ...(former === undefined && fallsBack(target) ? { least: { severity: "warning", why } as const } : {}),
      data: {
        ...(former?.last === undefined ? {} : { lastSupported: former.last }),
        ...(former?.plugin === undefined ? {} : { plugin: former.plugin }),
      },
    },
  ];
}

/** Whether a release serves what its registry does not name by the model's own code in Transformers. */
function fallsBack({ architectures, formerArchitectures }: Surface): boolean {
  const generic = Object.keys(architectures).some((name) => /^Transformers\w*For/.test(name));
  return generic && Object.keys(formerArchitectures).length > 0;
}
