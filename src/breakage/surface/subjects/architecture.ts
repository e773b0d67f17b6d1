import type { Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";

/** A model architecture in the registry (`vllm/model_executor/models/registry.py`). */
export function architectureSubject(name: string): Subject {
  return {
    name,
    has: (surface) => hasArchitecture(name, surface) || isConverted(name, surface),
    entry: (surface) => (hasArchitecture(name, surface) ? surface.architectures[name] : undefined),
    names: (surface) => Object.keys(surface.architectures),
    accept: () => undefined,
  };
}

function hasArchitecture(name: string, surface: Surface): boolean {
  return Object.hasOwn(surface.architectures, name);
}

/** As `_ModelRegistry._normalize_arch` looks for the model to convert: by the first ending that fits, in the place of which others are tried. */
function isConverted(name: string, surface: Surface): boolean {
  const endings = surface.architectureEndings ?? [];
  const own = endings.find((ending) => name.endsWith(ending));
  if (own === undefined) return false;
  const stem = name.slice(0, name.length - own.length);
  return endings.some((ending) => hasArchitecture(stem + ending, surface));
}
