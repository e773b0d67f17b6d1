import { describe, expect, it } from "vitest";
import {
  DEFAULT_INDEX,
  indexSettings,
  uvIndexEnvironment,
  withManifestOptions,
} from "../../src/release/index-settings.ts";

const NO_UV = { extraIndexes: [], findLinks: [] };

function settings(env: Record<string, string>, pipConfig: Record<string, string> = {}, uvConfig = {}) {
  return indexSettings({ env, pipConfig, uvConfig: { ...NO_UV, ...uvConfig } });
}

describe("the default index", () => {
  it.each<[string, Record<string, string>, Record<string, string>, object, string]>([
    ["nothing set", {}, {}, {}, DEFAULT_INDEX],
    ["pip's file", {}, { "index-url": "https://conf" }, {}, "https://conf"],
    [
      "pip's variable over its file",
      { PIP_INDEX_URL: "https://env" },
      { "index-url": "https://conf" },
      {},
      "https://env",
    ],
    ["an empty variable is none", { PIP_INDEX_URL: "" }, { "index-url": "https://conf" }, {}, "https://conf"],
    ["uv's file over pip", { PIP_INDEX_URL: "https://env" }, {}, { defaultIndex: "https://toml" }, "https://toml"],
    [
      "UV_INDEX_URL over uv's file",
      { UV_INDEX_URL: "https://old" },
      {},
      { defaultIndex: "https://toml" },
      "https://old",
    ],
    [
      "UV_DEFAULT_INDEX over all",
      { UV_INDEX_URL: "https://old", UV_DEFAULT_INDEX: "https://new" },
      {},
      {},
      "https://new",
    ],
    ["a named one", { UV_DEFAULT_INDEX: "corp=https://new/simple" }, {}, {}, "https://new/simple"],
  ])("%s", (_, env, pip, uv, expected) => {
    expect(settings(env, pip, uv).defaultIndex).toBe(expected);
  });
});

describe("extra indexes and links", () => {
  it("takes all of them, uv's first, each once", () => {
    const { extraIndexes, findLinks } = settings(
      {
        UV_INDEX: "a=https://a https://b",
        UV_EXTRA_INDEX_URL: "https://c",
        PIP_EXTRA_INDEX_URL: "https://d https://a",
        UV_FIND_LINKS: "/x,/y",
        PIP_FIND_LINKS: "/y /z",
      },
      { "extra-index-url": "https://not-read" },
      { extraIndexes: ["https://toml"], findLinks: ["/t"] },
    );
    expect(extraIndexes).toEqual(["https://a", "https://b", "https://c", "https://toml", "https://d"]);
    expect(findLinks).toEqual(["/x", "/y", "/t", "/z"]);
  });

  it("puts a named index's credentials into its URL: our own reads need them, and uv is told no names", () => {
    const { extraIndexes, credentials } = settings({
      UV_INDEX: "my-corp=https://corp.example.org/simple other=https://other.example.org",
      UV_INDEX_MY_CORP_USERNAME: "robot",
      UV_INDEX_MY_CORP_PASSWORD: "p%/@ss",
    });
    expect(extraIndexes).toEqual(["https://robot:p%25%2F%40ss@corp.example.org/simple", "https://other.example.org"]);
    expect(credentials).toEqual({ UV_INDEX_MY_CORP_USERNAME: "robot", UV_INDEX_MY_CORP_PASSWORD: "p%/@ss" });
  });

  it("lets pip's indexes compete as pip does, uv's as uv does, and a setting win", () => {
    expect(settings({}).strategy).toBe("first-index");
    expect(settings({ UV_INDEX: "https://a" }).strategy).toBe("first-index");
    expect(settings({ PIP_EXTRA_INDEX_URL: "https://a" }).strategy).toBe("unsafe-best-match");
    expect(settings({ PIP_EXTRA_INDEX_URL: "https://a", UV_INDEX_STRATEGY: "first-index" }).strategy).toBe(
      "first-index",
    );
    expect(settings({ UV_INDEX_STRATEGY: "nonsense" }).strategy).toBe("first-index");
  });
});

describe("withManifestOptions and uvIndexEnvironment", () => {
  it("adds what a manifest names, before the rest", () => {
    const base = settings({ UV_INDEX: "https://a", UV_FIND_LINKS: "/x" });
    const both = withManifestOptions(
      base,
      { defaultIndex: "https://m", extraIndexes: ["https://e"], findLinks: ["/m"] },
      "requirements.txt",
    );
    expect(both).toMatchObject({
      strategy: "unsafe-best-match",
      defaultIndex: "https://m",
      extraIndexes: ["https://e", "https://a"],
      findLinks: ["/m", "/x"],
    });
    expect(withManifestOptions(base, { extraIndexes: [], findLinks: [] }, "requirements.txt")).toEqual(base);
  });

  it("lets a place bound to a package leave the default index to the others", () => {
    const bound = [{ name: "wheels", url: "https://w", packages: ["torch"], explicit: true }];
    const none = { extraIndexes: [], findLinks: [] };
    expect(withManifestOptions(settings({}), { ...none, boundIndexes: bound }, "pyproject.toml")).toMatchObject({
      extraIndexes: ["https://w"],
      strategy: "unsafe-best-match",
    });
    const corp = settings({ UV_INDEX_WHEELS_USERNAME: "u", UV_INDEX_WHEELS_PASSWORD: "p" });
    expect(withManifestOptions(corp, { ...none, boundIndexes: bound }, "pyproject.toml").extraIndexes).toEqual([
      "https://u:p@w/",
    ]);
    const own = withManifestOptions(settings({}), { ...none, extraIndexes: ["https://e"] }, "pyproject.toml");
    expect(own.strategy).toBe("first-index");
  });

  it("gives uv its own variables, and none that says nothing", () => {
    expect(uvIndexEnvironment(settings({}))).toEqual({
      UV_DEFAULT_INDEX: DEFAULT_INDEX,
      UV_INDEX_STRATEGY: "first-index",
    });
    const full = { UV_INDEX: "https://a https://b", UV_FIND_LINKS: "/x /y", UV_INDEX_A_PASSWORD: "p" };
    expect(uvIndexEnvironment(settings(full))).toEqual({
      UV_DEFAULT_INDEX: DEFAULT_INDEX,
      UV_INDEX: "https://a https://b",
      UV_FIND_LINKS: "/x,/y",
      UV_INDEX_STRATEGY: "first-index",
      UV_INDEX_A_PASSWORD: "p",
    });
  });
});
