import { join, relative } from "node:path";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import type { Suppression } from "./checks/suppression/suppression.ts";
import { DEPLOYMENTS_KEY, IGNORE_PINS_KEY, readDeployments, readIgnoredPins } from "./inputs/deployments.ts";
import { nearest } from "./inputs/nearest.ts";
import { readSetting, SETTING_NAMES, SETTINGS, type SettingName, type Settings } from "./inputs/settings.ts";
import { readSuppressions, SUPPRESSIONS_KEY } from "./inputs/suppressions.ts";
import { UsageError } from "./inputs/usage-error.ts";
import type { Problem, Source } from "./inputs/yaml-values.ts";
import type { NamedDeployment } from "./pins/file-groups.ts";

/** Where to look: absolute paths. */
export interface Location {
  readonly root: string;
  /** The configuration file named by hand; otherwise `CONFIGURATION_FILES` are tried. */
  readonly config?: string;
}

/** The configuration file, read and validated. Its keys are the action's inputs. */
export interface Configuration {
  /** Path for messages, relative to the root. */
  readonly file: string;
  readonly values: Partial<Settings>;
  /** Findings to live with; absent when the file has no such list. */
  readonly suppressions?: readonly Suppression[];
  /** Files whose pins are deployed together; absent when the file names none. */
  readonly deployments?: readonly NamedDeployment[];
  /** Files whose pins do not count; absent when the file names none. */
  readonly ignorePins?: readonly string[];
}

type Lists = Omit<Configuration, "file" | "values">;

/** What only the file can hold: it has a structure that no input has. */
const LISTS: Readonly<
  Record<
    string,
    (node: Node | null, source: Source) => { readonly lists: Lists; readonly problems: readonly Problem[] }
  >
> = {
  [SUPPRESSIONS_KEY]: (node, source) => {
    const { suppressions, problems } = readSuppressions(node, source);
    return { lists: { suppressions }, problems };
  },
  [DEPLOYMENTS_KEY]: (node, source) => {
    const { value, problems } = readDeployments(node, source);
    return { lists: { deployments: value }, problems };
  },
  [IGNORE_PINS_KEY]: (node, source) => {
    const { value, problems } = readIgnoredPins(node, source);
    return { lists: { ignorePins: value }, problems };
  },
};

/** Tried in this order, relative to the root; more than one is an error, so that none is silently without effect. */
export const CONFIGURATION_FILES = [".github/vllm-upgrade-check.yml", "vllm-upgrade-check.yml"] as const;

/** These decide where the file is found, or must not stand in a file. */
const INPUTS_ONLY = ["root", "config", "github-token"];

/**
 * Finds and reads the configuration file; `undefined` when there is none.
 *
 * @param read the text of the file at an absolute path, or `undefined` when there is none
 * @throws {UsageError} with every problem found
 */
export async function loadConfiguration(
  read: (path: string) => Promise<string | undefined>,
  location: Location,
): Promise<Configuration | undefined> {
  const paths =
    location.config === undefined ? CONFIGURATION_FILES.map((file) => join(location.root, file)) : [location.config];
  const found: { readonly file: string; readonly text: string }[] = [];
  for (const path of paths) {
    const text = await read(path);
    if (text !== undefined) found.push({ file: relative(location.root, path).replaceAll("\\", "/"), text });
  }
  const [first, second] = found;
  if (second !== undefined) throw new UsageError([`${first?.file} and ${second.file} both exist. Keep one of them.`]);
  if (first !== undefined) return parseConfiguration(first.text, first.file);
  if (location.config === undefined) return undefined;
  throw new UsageError([`The configuration file ${location.config} does not exist. Correct the path in config.`]);
}

/** @throws {UsageError} with every problem found: `file:line:column: what is wrong, and what to write` */
export function parseConfiguration(text: string, file: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset = 0) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const at = (offset = 0): string => {
    const { line, column } = position(offset);
    return `${file}:${line}:${column}`;
  };
  if (document.errors.length > 0) {
    throw new UsageError(document.errors.map((error) => `${at(error.pos[0])}: not well-formed YAML: ${error.message}`));
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { file, values: {} };
  if (!isMap(root)) throw new UsageError([`${at(root.range?.[0])}: a mapping of input names to values is expected.`]);
  const problems: string[] = [];
  const values: Partial<Settings> = {};
  let lists: Lists = {};
  for (const { key, value } of (root as YAMLMap<Node, Node | null>).items) {
    const readList = isScalar(key) && Object.hasOwn(LISTS, String(key.value)) ? LISTS[String(key.value)] : undefined;
    if (readList !== undefined) {
      const place = (node: Node | null | undefined) => position((node ?? key).range?.[0]);
      const list = readList(value, { document, file, place });
      for (const { node, problem } of list.problems) problems.push(`${at((node ?? key).range?.[0])}: ${problem}`);
      lists = { ...lists, ...list.lists };
      continue;
    }
    const resolved = isAlias(value) ? value.resolve(document) : value;
    const reading = readPair(isScalar(key) ? String(key.value) : String(key), resolved);
    const place = reading.kind === "unknown-key" ? key : (value ?? key);
    if (reading.kind === "setting") Object.assign(values, { [reading.name]: reading.value });
    else problems.push(`${at(place.range?.[0])}: ${reading.problem}`);
  }
  if (problems.length > 0) throw new UsageError(problems);
  return { file, values, ...lists };
}

type PairReading =
  | { readonly kind: "setting"; readonly name: SettingName; readonly value: unknown }
  | { readonly kind: "unknown-key" | "wrong-value"; readonly problem: string };

function readPair(key: string, node: Node | null | undefined): PairReading {
  const name = SETTING_NAMES.find((candidate) => candidate === key);
  if (name === undefined) return { kind: "unknown-key", problem: unknownKey(key) };
  const text = textOf(node, SETTINGS[name].yaml);
  if (text === undefined) return { kind: "wrong-value", problem: wrongType(name, node) };
  const reading = readSetting(name, text);
  if ("problem" in reading) return { kind: "wrong-value", problem: `${name}: ${reading.problem}` };
  return { kind: "setting", name, value: reading.value };
}

/** The value as the text an input would have, or `undefined` when its YAML type is not one of those allowed. */
function textOf(node: Node | null | undefined, allowed: readonly string[]): string | undefined {
  if (isSeq(node)) {
    const items = node.items.map((item) => textOf(item as Node, ["string"]));
    return allowed.includes("list") && items.every((item) => item !== undefined)
      ? items.join("\n") || undefined
      : undefined;
  }
  if (!isScalar(node) || !allowed.includes(typeof node.value)) return undefined;
  return String(node.value).trim() || undefined;
}

function unknownKey(key: string): string {
  if (INPUTS_ONLY.includes(key)) return `${key} can only be set as an input or option, not in this file.`;
  const allowed = [...SETTING_NAMES, ...Object.keys(LISTS)];
  const meant = nearest(key, allowed);
  return `unknown key ${key}. ${meant === undefined ? `Allowed: ${allowed.join(", ")}.` : `Did you mean ${meant}?`}`;
}

const TYPE_NAMES = { string: "text", boolean: "true or false", number: "a number", list: "a list of texts" };

function wrongType(name: SettingName, node: Node | null | undefined): string {
  const expected = SETTINGS[name].yaml.map((type) => TYPE_NAMES[type]).join(" or ");
  const number = isScalar(node) && typeof node.value === "number" && SETTINGS[name].yaml.includes("string");
  // YAML reads `3.10` as the number 3.1: only the source still knows what was meant.
  return `${name} takes ${expected}.${number ? ` Put it in quotes: "${node.source}".` : ""}`;
}
