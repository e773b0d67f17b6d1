import { describe, expect, it } from "vitest";
import { childEnvironment, installerEnvironment, readerEnvironment } from "../../src/platform/child-environment.ts";

const SECRETS = {
  GITHUB_TOKEN: "s",
  GH_TOKEN: "s",
  "INPUT_GITHUB-TOKEN": "s",
  INPUT_TARGET: "s",
  ACTIONS_RUNTIME_TOKEN: "s",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "s",
  GITHUB_ENV: "s",
  GITHUB_OUTPUT: "s",
  GITHUB_STEP_SUMMARY: "s",
  RUNNER_TEMP: "s",
  HF_TOKEN: "s",
  AWS_SECRET_ACCESS_KEY: "s",
  NPM_TOKEN: "s",
  UV_INDEX_CORP_PASSWORD: "s",
  UV_PUBLISH_TOKEN: "s",
  PIP_INDEX_URL: "s",
  UV_DEFAULT_INDEX: "s",
  NODE_OPTIONS: "s",
  LD_PRELOAD: "s",
  PYTHONPATH: "s",
  PYTHONSTARTUP: "s",
  GIT_DIR: "s",
  path: "s",
};
const MACHINE = {
  PATH: "/bin",
  LANG: "C",
  LC_ALL: "C",
  HTTPS_PROXY: "http://proxy",
  CUDA_VISIBLE_DEVICES: "0",
  HOME: "/home/me",
};
const env = { ...SECRETS, ...MACHINE, UNSET: undefined };

describe("what children see", () => {
  it.each([
    ["a child", childEnvironment(env, "/tmp/home")],
    ["the installer", installerEnvironment(env)],
    ["a reader", readerEnvironment(env)],
  ])("is never a token, an input or a command file: %s", (_, seen) => {
    expect(Object.keys(SECRETS).filter((name) => name in seen)).toEqual([]);
    expect(Object.values(seen)).not.toContain("s");
    expect(seen["PATH"]).toBe("/bin");
  });

  it("gives a child a home of its own, and no packages of the user's", () => {
    expect(childEnvironment(env, "/tmp/home")).toEqual({
      PATH: "/bin",
      LANG: "C",
      LC_ALL: "C",
      HTTPS_PROXY: "http://proxy",
      CUDA_VISIBLE_DEVICES: "0",
      HOME: "/tmp/home",
      PYTHONNOUSERSITE: "1",
    });
  });

  it("gives the installer the user's home, cache and Pythons", () => {
    const seen = installerEnvironment({
      ...env,
      UV_CACHE_DIR: "/cache",
      UV_PYTHON_INSTALL_DIR: "/p",
      XDG_CACHE_HOME: "/x",
      NETRC: "/n",
    });
    expect(seen).toMatchObject({
      HOME: "/home/me",
      UV_CACHE_DIR: "/cache",
      UV_PYTHON_INSTALL_DIR: "/p",
      XDG_CACHE_HOME: "/x",
      NETRC: "/n",
    });
    expect(seen).not.toHaveProperty("PYTHONNOUSERSITE");
  });

  it("gives a reader only what finds programs and speaks a language", () => {
    expect(readerEnvironment(env)).toEqual({ PATH: "/bin", LANG: "C", LC_ALL: "C", HOME: "/home/me" });
  });
});
