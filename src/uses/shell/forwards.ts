import type { Site } from "../command-line/site.ts";

/** A parser with all options of the server's engine (`vllm/engine/arg_utils.py`, `vllm/entrypoints/openai/cli_args.py`). */
const PARSER = /\bmake_arg_parser\s*\(|EngineArgs\.add_cli_args\s*\(/;

/**
 * Tells whether a module or script of the repository hands its arguments to vLLM's parser. It is looked for beside the file that
 * calls it, and in each folder above it, since one of them is where the command is run.
 * @param path of the file that calls it
 * @param text of another file of the repository
 */
export function forwarding(path: string, text: (path: string) => string | undefined): NonNullable<Site["forwards"]> {
  const folders = path.split("/").slice(0, -1);
  return (target) => {
    const relative = target.endsWith(".py") ? target.replace(/^(?:\.\/|\/)+/, "") : `${target.replaceAll(".", "/")}.py`;
    if (!/^[\w./-]{1,200}$/.test(relative)) return false;
    return folders.concat("").some((_, above) => {
      const folder = folders.slice(0, folders.length - above);
      const names = relative.startsWith("../") ? [] : [relative, `src/${relative}`];
      return names.some((name) => PARSER.test(text([...folder, name].join("/")) ?? ""));
    });
  };
}
