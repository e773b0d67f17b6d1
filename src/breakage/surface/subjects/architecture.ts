import type { Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";

/** A model architecture in the registry (`vllm/model_executor/models/registry.py`). */
export function architectureSubject(name: string): Subject {
  return {
    name,
    has: (surface) => hasArchitecture(name, surface),
    entry: (surface) => (hasArchitecture(name, surface) ? surface.architectures[name] : undefined),
    names: (surface) => Object.keys(surface.architectures),
    accept: () => undefined,
  };
}

function hasArchitecture(name: string, surface: Surface): boolean {
  return Object.hasOwn(surface.architectures, name);
}
