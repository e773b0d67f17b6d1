import { explain } from "../python/version.ts";
import { exactVersion, type Sibling, type Surroundings, versionBeside } from "./sibling.ts";

/** A compiled wheel that fitted what the current release brings and does not fit what the target brings. */
export interface OutgrownWheel {
  readonly sibling: Sibling;
  /** What it is built for, and what the target comes with. */
  readonly builtFor: string;
  readonly comesWith: string;
}

/** Wheels whose version says what they are built for: `2.8.3+cu12torch2.9cxx11abiTRUE`. */
export function outgrownWheels(
  siblings: readonly Sibling[],
  current: Surroundings,
  target: Surroundings,
): OutgrownWheel[] {
  return siblings.flatMap((sibling) => {
    const local = explain(exactVersion(sibling.specifier) ?? "")?.local;
    if (local === undefined || sibling.name === "torch") return [];
    return [torchOf, cudaOf].flatMap((engine): OutgrownWheel[] => {
      const tag = engine.tag(local);
      const [before, after] = [engine.beside(current), engine.beside(target)];
      if (tag === undefined || after === undefined || engine.fits(tag, after)) return [];
      if (before !== undefined && !engine.fits(tag, before)) return [];
      return [{ sibling, builtFor: `${engine.name} ${tag}`, comesWith: `${engine.name} ${after}` }];
    });
  });
}

/** torch's C++ interface holds within a minor release: wheels are built for `torch2.9`. */
const torchOf = {
  name: "torch",
  tag: (local: string) => /(?:torch|pt)(\d+\.\d+)/.exec(local)?.[1],
  beside: (side: Surroundings) => versionBeside(side, "torch"),
  fits: (tag: string, version: string) => {
    const [major, minor] = explain(version)?.release ?? [];
    return tag === `${major}.${minor ?? 0}`;
  },
};

/** A CUDA runtime serves what was built for an older minor version of the same major one. https://docs.nvidia.com/deploy/cuda-compatibility/ */
const cudaOf = {
  name: "CUDA",
  tag: (local: string) => {
    const digits = /(?:^|[^a-z])cu(\d{2,3})(?!\d)/.exec(local)?.[1];
    return digits?.slice(0, 2);
  },
  beside: ({ packages = [] }: Surroundings) => {
    const runtime = packages.find(({ name }) => /^nvidia-cuda-runtime(?:-cu\d+)?$/.test(name))?.version;
    const [major, minor] = explain(runtime ?? "")?.release ?? [];
    return major === undefined ? undefined : `${major}.${minor ?? 0}`;
  },
  fits: (tag: string, version: string) => tag === version.split(".")[0],
};
