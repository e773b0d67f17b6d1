import { changedPins } from "../pins/changed.ts";
import type { Deployment } from "../pins/deployments.ts";
import { judgedDeployments } from "../pins/judged.ts";
import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";

/** A deployment of the repository, as the report lists it. */
export interface DeploymentFacts {
  readonly name: string;
  /** `checked`: the comparison is about it; `moved`: the change moves it too; `other`: it stays as it is. */
  readonly state: "checked" | "moved" | "other";
  /** What its pins say at the target, each once: `0.31.0`, `>=0.26`, `git main`, `no version`. */
  readonly versions: readonly string[];
  readonly pins: readonly { readonly file: string; readonly line: number }[];
}

interface SidePins {
  readonly pins: readonly Pin[];
  readonly pin?: Pin;
  readonly deployments: readonly Deployment[];
}

/** The repository's deployments at the target: the checked one first, then those that move, then the others. */
export function deploymentFacts(current: SidePins, target: SidePins): readonly DeploymentFacts[] {
  const changes = changedPins(current.pins, target.pins);
  const { checked, moved, others } = judgedDeployments(target.deployments, target.pin, changes);
  return [
    ...(checked === undefined ? [] : [factsOf(checked, "checked")]),
    ...moved.map((deployment) => factsOf(deployment, "moved")),
    ...others.map((deployment) => factsOf(deployment, "other")),
  ];
}

function factsOf({ name, pins }: Deployment, state: DeploymentFacts["state"]): DeploymentFacts {
  return {
    name,
    state,
    versions: [...new Set(pins.map(versionOf))],
    pins: pins.map(({ file, line }) => ({ file, line })),
  };
}

function versionOf({ reference, specifier }: Pin): string {
  return pinnedVersion(reference) ?? (specifier === "" ? "no version" : specifier);
}

/** The deployment that the report is about, where there are several. */
export function checkedWords(deployments: readonly DeploymentFacts[] = []): string | undefined {
  const checked = deployments.find(({ state }) => state === "checked");
  return checked === undefined || deployments.length === 1 ? undefined : checked.name;
}
