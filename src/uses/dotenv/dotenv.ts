import { traced } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";
import { placer } from "../command-line/site.ts";
import { mayUse } from "../mentions.ts";
import type { UseReader } from "../reader.ts";
import { readVariables } from "./read-variables.ts";

/** Files of variables: `.env`, `.env.production`, `vllm.env`, `env.list` of `docker run --env-file`. */
export const dotenvFiles: UseReader = {
  format: "dotenv",
  matches: ({ path, text }) => isEnvironment(baseName(path)) && mayUse(text),
  read: (file, { knownVariables }) =>
    readVariables(traced(file.text, 0), { format: "dotenv", place: placer(file.path, file.text), knownVariables }),
};

function isEnvironment(name: string): boolean {
  if (/\.(?:py|[jt]sx?|ya?ml|json|toml|sh|md|nix)$/i.test(name)) return false;
  return /^\.env(?:[._-][\w.-]+)?$|^env(?:\.[\w.-]+)?$/i.test(name) || /\.env(?:[._-][\w.-]+)?$/i.test(name);
}
