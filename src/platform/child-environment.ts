type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a child may see of our environment, by name. An allow-list: a token, `INPUT_*`, `GITHUB_*` or `ACTIONS_*` variable
 * reaches no child because it is not named here.
 */
const PASSED_ON =
  /^(?:PATH|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|LD_LIBRARY_PATH|CUDA_\w+|NVIDIA_\w+|(?:https?|all|no)_proxy|(?:HTTPS?|ALL|NO)_PROXY)$/;

/** The environment of a process that runs what a pull request installs. */
export function childEnvironment(env: Environment, home: string): Record<string, string> {
  return { ...pick(env, PASSED_ON), HOME: home, PYTHONNOUSERSITE: "1" };
}

/**
 * The environment of the installer, which needs the user's Python installations, cache and netrc. Index credentials are
 * added by the caller, who knows which index is asked.
 */
export function installerEnvironment(env: Environment): Record<string, string> {
  return {
    ...pick(env, PASSED_ON),
    ...pick(
      env,
      /^(?:HOME|NETRC|XDG_\w+|PYENV_ROOT|PYENV_VERSION|UV_(?:CACHE_DIR|PYTHON\w*|NATIVE_TLS|SYSTEM_CERTS|HTTP_TIMEOUT|CONCURRENT_\w+))$/,
    ),
  };
}

/** The environment of git and of tools that only read the machine. */
export function readerEnvironment(env: Environment): Record<string, string> {
  return pick(env, /^(?:PATH|HOME|LANG|LC_\w+|TMPDIR|LD_LIBRARY_PATH)$/);
}

function pick(env: Environment, names: RegExp): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && names.test(entry[0])),
  );
}
