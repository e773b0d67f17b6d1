import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import type { IndexOptions } from "../pins/manifest.ts";
import { type IndexSettings, indexSettings, withNamedCredentials } from "../release/index-settings.ts";
import { parseNetrc, withLogin } from "./netrc.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the files and variables in which pip and uv keep their index settings. An unreadable file counts as absent. */
export async function readIndexSettings(env: Environment): Promise<IndexSettings> {
  const [pipFiles, uvFiles, netrc] = await Promise.all([
    Promise.all(pipConfigFiles(env).map(readText)),
    Promise.all(uvConfigFiles(env).map(readText)),
    readText(env["NETRC"] || join(env["HOME"] ?? homedir(), ".netrc")),
  ]);
  const logins = parseNetrc(netrc ?? "");
  const settings = indexSettings({
    env,
    pipConfig: Object.assign({}, ...pipFiles.map(parsePipConfig)) as Record<string, string>,
    uvConfig: mergeUv(uvFiles.map((text) => parseUvConfig(text, env))),
  });
  return {
    ...settings,
    defaultIndex: withLogin(settings.defaultIndex, logins),
    extraIndexes: settings.extraIndexes.map((url) => withLogin(url, logins)),
  };
}

/** pip's order, most general first: global, user, site, `PIP_CONFIG_FILE` (pip documentation, "Configuration files"). */
export function pipConfigFiles(env: Environment): string[] {
  const home = env["HOME"] ?? homedir();
  const explicit = env["PIP_CONFIG_FILE"];
  if (explicit === "/dev/null") return [];
  const configHome = env["XDG_CONFIG_HOME"] || join(home, ".config");
  const global = (env["XDG_CONFIG_DIRS"] || "/etc/xdg").split(":").reverse();
  return [
    ...global.map((folder) => join(folder, "pip", "pip.conf")),
    "/etc/pip.conf",
    // With a file of its own named, pip leaves the user's out.
    ...(explicit ? [] : [join(home, ".pip", "pip.conf"), join(configHome, "pip", "pip.conf")]),
    ...(env["VIRTUAL_ENV"] ? [join(env["VIRTUAL_ENV"], "pip.conf")] : []),
    ...(explicit ? [explicit] : []),
  ];
}

function uvConfigFiles(env: Environment): string[] {
  const explicit = env["UV_CONFIG_FILE"];
  if (explicit) return [explicit];
  const home = env["HOME"] ?? homedir();
  return ["/etc/uv/uv.toml", join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "uv", "uv.toml")];
}

/** pip.conf is Python's configparser format: sections, `key = value`, values continued on indented lines, `#`/`;` comments. */
export function parsePipConfig(text: string | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  let section = "";
  let key: string | undefined;
  for (const line of (text ?? "").split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const heading = /^\[(.+)\]\s*$/.exec(line);
    if (heading) {
      section = heading[1] ?? "";
      key = undefined;
      continue;
    }
    if (section !== "global" && section !== "install") continue;
    const pair = /^([\w-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (pair && !/^\s/.test(line)) {
      key = (pair[1] ?? "").replaceAll("_", "-");
      found[key] = (pair[2] ?? "").trim();
    } else if (key !== undefined && /^\s/.test(line)) {
      found[key] = `${found[key]} ${line.trim()}`.trim();
    }
  }
  return found;
}

function parseUvConfig(text: string | undefined, env: Environment): IndexOptions {
  const none: IndexOptions = { extraIndexes: [], findLinks: [] };
  if (text === undefined) return none;
  try {
    const config = parseToml(text) as Record<string, unknown>;
    const pip = (config["pip"] ?? {}) as Record<string, unknown>;
    // An `explicit` index serves only the packages bound to it, which a uv.toml cannot do.
    const indexes = ((Array.isArray(config["index"]) ? config["index"] : []) as UvIndex[])
      .filter(({ explicit }) => !explicit)
      .map((index) =>
        index.name && index.url ? { ...index, url: withNamedCredentials(index.name, index.url, env) } : index,
      );
    const first = indexes.find((index) => index.default)?.url ?? config["index-url"] ?? pip["index-url"];
    const strings = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
    return {
      ...(typeof first === "string" ? { defaultIndex: first } : {}),
      extraIndexes: [
        ...indexes.flatMap((index) => (index.url && !index.default ? [index.url] : [])),
        ...strings(config["extra-index-url"] ?? pip["extra-index-url"]),
      ],
      findLinks: strings(config["find-links"] ?? pip["find-links"]),
    };
  } catch {
    return none;
  }
}

interface UvIndex {
  readonly name?: string;
  readonly url?: string;
  readonly default?: boolean;
  readonly explicit?: boolean;
}

function mergeUv(configs: readonly IndexOptions[]): IndexOptions {
  const defaultIndex = configs.map((config) => config.defaultIndex).findLast((url) => url !== undefined);
  return {
    ...(defaultIndex === undefined ? {} : { defaultIndex }),
    extraIndexes: configs.flatMap((config) => config.extraIndexes),
    findLinks: configs.flatMap((config) => config.findLinks),
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
