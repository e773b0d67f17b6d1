import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { NamedDeployment } from "../pins/file-groups.ts";
import { type Problem, readPath, resolve, type Source, scalar } from "./yaml-values.ts";

/** `deployments: {serving: [deploy/**, docker/Dockerfile]}`: files whose pins are deployed together. In the configuration file only. */
export const DEPLOYMENTS_KEY = "deployments";
/** `ignore-pins: [examples/**]`: files whose pins are nobody's business. In the configuration file only. */
export const IGNORE_PINS_KEY = "ignore-pins";

interface Read<T> {
  readonly value: readonly T[];
  readonly problems: readonly Problem[];
}

/** Reads the mapping of names to globs, or says what is wrong with it: every problem, each at its own node. */
export function readDeployments(node: Node | null | undefined, source: Source): Read<NamedDeployment> {
  const map = resolve(node, source);
  if (!isMap(map)) {
    const problem = `${DEPLOYMENTS_KEY} takes a mapping of names to globs, such as serving: ["deploy/**", "docker/Dockerfile"].`;
    return { value: [], problems: [{ node, problem }] };
  }
  const entries = map.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value ?? "").trim() : "";
    const files = readGlobs(value as Node | null, source, name === "" ? DEPLOYMENTS_KEY : name);
    const problems = name === "" ? [{ node: key as Node, problem: "a deployment has a name." }] : [];
    return { name, files: files.value, problems: [...problems, ...files.problems] };
  });
  return {
    value: entries.map(({ name, files }) => ({ name, files })),
    problems: entries.flatMap(({ problems }) => problems),
  };
}

/** Reads one glob or a list of them. */
export function readIgnoredPins(node: Node | null | undefined, source: Source): Read<string> {
  return readGlobs(node, source, IGNORE_PINS_KEY);
}

function readGlobs(node: Node | null | undefined, source: Source, label: string): Read<string> {
  const found = resolve(node, source);
  const items = isSeq(found) ? (found.items as (Node | null)[]) : [node];
  if (items.length === 0) return { value: [], problems: [{ node, problem: `${label}: name a file or a glob.` }] };
  const read = items.map((item) => ({ item, reading: readPath(scalar(resolve(item, source))) }));
  return {
    value: read.flatMap(({ reading }) => ("value" in reading ? [reading.value] : [])),
    problems: read.flatMap(({ item, reading }) =>
      "problem" in reading ? [{ node: item ?? node, problem: `${label}: ${reading.problem}` }] : [],
    ),
  };
}
