import type { IndexOptions } from "../pins/manifest.ts";
import { unescapeUrl } from "../url-text.ts";

/** Where packages come from. URLs may hold credentials: never print one without `withoutCredentials`. */
export interface IndexSettings {
  readonly defaultIndex: string;
  readonly extraIndexes: readonly string[];
  /** Folders or pages with links to files. */
  readonly findLinks: readonly string[];
  /**
   * How candidates of several indexes compete. pip takes the best of all (`unsafe-best-match` in uv's words); uv stops at
   * the first index that has the package. The settings' own tool decides.
   */
  readonly strategy: "first-index" | "unsafe-first-match" | "unsafe-best-match";
  /** Whether the user chose the strategy (`UV_INDEX_STRATEGY`): then nothing else decides it. */
  readonly strategyChosen: boolean;
  /** `UV_INDEX_<NAME>_USERNAME/PASSWORD` and the like, handed to uv alone. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** pip's and uv's own default (PEP 503 root of the Python Package Index). */
export const DEFAULT_INDEX = "https://pypi.org/simple";

/** The raw settings as found: environment variables, and the files pip and uv read, most general first. */
export interface IndexSettingSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Parsed `[global]`/`[install]` of pip.conf files: option name → value. */
  readonly pipConfig: Readonly<Record<string, string>>;
  /** `index-url`, `[[index]]` and so on of uv.toml files. */
  readonly uvConfig: IndexOptions;
}

/**
 * One view of pip's and uv's settings. uv's win over pip's for the default index; extra places of both count.
 *
 * Sources: pip "Configuration" (environment variables `PIP_<OPTION>` over files), uv "Package indexes" and
 * "Environment variables".
 */
export function indexSettings({ env, pipConfig, uvConfig }: IndexSettingSources): IndexSettings {
  // An empty variable counts as unset, for pip and for uv.
  const pip = (option: string) => env[`PIP_${option.toUpperCase().replaceAll("-", "_")}`] || pipConfig[option] || "";
  const uvExtra = [
    ...words(env["UV_INDEX"]).map((entry) => address(entry, env)),
    ...words(env["UV_EXTRA_INDEX_URL"]),
    ...uvConfig.extraIndexes,
  ];
  const pipExtra = words(pip("extra-index-url"));
  const strategy = env["UV_INDEX_STRATEGY"];
  return {
    defaultIndex:
      address(env["UV_DEFAULT_INDEX"] ?? "", env) ||
      env["UV_INDEX_URL"] ||
      uvConfig.defaultIndex ||
      words(pip("index-url"))[0] ||
      DEFAULT_INDEX,
    extraIndexes: unique([...uvExtra, ...pipExtra]),
    findLinks: unique([
      ...(env["UV_FIND_LINKS"] ?? "").split(/[,\s]+/).filter(Boolean),
      ...uvConfig.findLinks,
      ...words(pip("find-links")),
    ]),
    strategy: isStrategy(strategy) ? strategy : pipExtra.length > 0 ? "unsafe-best-match" : "first-index",
    strategyChosen: isStrategy(strategy),
    credentials: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] =>
        /^UV_INDEX_\w+_(USERNAME|PASSWORD)$/.test(entry[0]),
      ),
    ),
  };
}

/**
 * The settings with what a manifest adds (`--index-url` in a requirements file, `[[tool.uv.index]]`). Extra places written
 * for pip compete as pip has them compete; so do places bound to single packages, which must not hide the default index
 * from the others.
 *
 * @param file the manifest: TOML is uv's, anything else pip's
 */
export function withManifestOptions(settings: IndexSettings, options: IndexOptions, file: string): IndexSettings {
  const bound = (options.boundIndexes ?? []).map(({ name, url }) =>
    withNamedCredentials(name, url, settings.credentials),
  );
  const pipStyle = options.extraIndexes.length > 0 && !/\.(?:toml|lock)$/.test(file);
  return {
    ...settings,
    defaultIndex: options.defaultIndex ?? settings.defaultIndex,
    extraIndexes: unique([...options.extraIndexes, ...bound, ...settings.extraIndexes]),
    findLinks: unique([...options.findLinks, ...settings.findLinks]),
    strategy: !settings.strategyChosen && (pipStyle || bound.length > 0) ? "unsafe-best-match" : settings.strategy,
  };
}

/**
 * The settings as uv's environment variables: on its command line every process of the machine could read the credentials.
 */
export function uvIndexEnvironment(settings: IndexSettings): Record<string, string> {
  return {
    ...settings.credentials,
    UV_DEFAULT_INDEX: settings.defaultIndex,
    ...(settings.extraIndexes.length > 0 ? { UV_INDEX: settings.extraIndexes.join(" ") } : {}),
    ...(settings.findLinks.length > 0 ? { UV_FIND_LINKS: settings.findLinks.join(",") } : {}),
    UV_INDEX_STRATEGY: settings.strategy,
  };
}

/** The URL with the login of the index that is on the same host: a private index guards its files as it guards its pages. */
export function withIndexLogin(url: string, { defaultIndex, extraIndexes }: IndexSettings): string {
  const target = new URL(url);
  if (target.username !== "") return url;
  const index = [defaultIndex, ...extraIndexes]
    .flatMap((each) => (URL.canParse(each) ? [new URL(each)] : []))
    .find((each) => each.origin === target.origin && each.username !== "");
  if (index === undefined) return url;
  target.username = index.username;
  target.password = index.password;
  return target.href;
}

/** Every password in the settings, as written and as meant. Shorter ones than four letters would cut ordinary words. */
export function passwordsOf(settings: IndexSettings): string[] {
  const { defaultIndex, extraIndexes, findLinks, credentials } = settings;
  const inUrls = [defaultIndex, ...extraIndexes, ...findLinks].flatMap((url) => {
    const { password, username } = URL.canParse(url) ? new URL(url) : { password: "", username: "" };
    // A token may stand alone, in the place of the user name; a name is shorter than any token.
    const secret = password !== "" || username.length < 12 ? password : username;
    return [secret, unescapeUrl(secret)];
  });
  const inVariables = Object.entries(credentials).flatMap(([name, value]) =>
    name.endsWith("_PASSWORD") ? [value] : [],
  );
  return unique([...inUrls, ...inVariables]).filter((password) => password.length >= 4);
}

/** uv lets an index be written `name=https://…`. */
function address(entry: string, env: IndexSettingSources["env"]): string {
  const [, name, url] = /^([A-Za-z0-9_-]+)=((?:[a-z]+:|\.?\/).*)$/.exec(entry) ?? [];
  return name === undefined || url === undefined ? entry : withNamedCredentials(name, url, env);
}

/** `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD` put into the URL of the index so named: our own reads need them too. */
export function withNamedCredentials(name: string, url: string, env: IndexSettingSources["env"]): string {
  const key = `UV_INDEX_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
  const [username, password] = [env[`${key}_USERNAME`], env[`${key}_PASSWORD`]];
  if ((!username && !password) || !URL.canParse(url)) return url;
  const complete = new URL(url);
  complete.username = encodeURIComponent(username ?? "");
  complete.password = encodeURIComponent(password ?? "");
  return complete.href;
}

function isStrategy(value: string | undefined): value is IndexSettings["strategy"] {
  return value === "first-index" || value === "unsafe-first-match" || value === "unsafe-best-match";
}

function words(value: string | undefined): string[] {
  return (value ?? "").split(/\s+/).filter(Boolean);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
