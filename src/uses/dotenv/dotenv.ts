import { traced } from "../../text/traced.ts";
import { placer } from "../command-line/site.ts";
import { mayUse } from "../mentions.ts";
import type { UseReader } from "../reader.ts";
import { isEnvironmentFile } from "./environment-file.ts";
import { readVariables } from "./read-variables.ts";

/** Files of variables: `.env`, `.env.production`, `vllm.env`, `env.list` of `docker run --env-file`. */
export const dotenvFiles: UseReader = {
  format: "dotenv",
  matches: ({ path, text }) => isEnvironmentFile(path) && mayUse(text),
  read: (file, { knownVariables }) =>
    readVariables(traced(file.text, 0), { format: "dotenv", place: placer(file.path, file.text), knownVariables }),
};
