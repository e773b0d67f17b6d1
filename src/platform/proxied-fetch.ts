import type { Fetch } from "./http.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `fetch` through the proxy that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case), as pip, uv and the
 * toolkit's GitHub client go. Node's own takes no notice of them unless it was started with `NODE_USE_ENV_PROXY` (Node 24).
 */
export async function proxiedFetch(env: Environment): Promise<Fetch> {
  const setting = (name: string) => env[name.toLowerCase()] || env[name] || "";
  const [httpProxy, httpsProxy, noProxy] = [setting("HTTP_PROXY"), setting("HTTPS_PROXY"), setting("NO_PROXY")];
  if (httpProxy === "" && httpsProxy === "") return globalThis.fetch;
  const { EnvHttpProxyAgent, fetch } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy });
  // The same interface from the same project: the platform's `fetch` is a later undici's.
  return ((input: string, init: object) => fetch(input, { ...init, dispatcher })) as unknown as Fetch;
}
