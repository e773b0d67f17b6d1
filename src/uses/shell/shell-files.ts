import { type Traced, traced } from "../../text/traced.ts";
import { mayUse } from "../mentions.ts";
import type { UseReader } from "../reader.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { readShell } from "./read-shell.ts";
import { isShellScript } from "./shell-path.ts";
import { siteOf } from "./shell-site.ts";

/** Shell scripts, batch scripts of Slurm and their templates; files without an extension by their first line. */
export const shellFiles: UseReader = {
  format: "shell",
  matches: (file) => isShellScript(file) && mayUse(file.text),
  read: (file, context) => {
    const embedded = (name: string, text: Traced) =>
      /\.ya?ml$/.test(name) && mayUse(text.text) ? readYaml(file, context, "shell", text) : [];
    return readShell(traced(file.text, 0), { ...siteOf(file, "shell", context), embedded });
  },
};
