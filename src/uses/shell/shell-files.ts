import { type Traced, traced } from "../../text/traced.ts";
import { isShell } from "../command-line/inner-shell.ts";
import { baseName } from "../command-line/program.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseReader } from "../reader.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { readShell } from "./read-shell.ts";
import { siteOf } from "./shell-site.ts";

/** Shell scripts, batch scripts of Slurm and their templates; files without an extension by their first line. */
export const shellFiles: UseReader = {
  format: "shell",
  matches: (file) => isScript(file) && mayUse(file.text),
  read: (file, context) => {
    const embedded = (name: string, text: Traced) =>
      /\.ya?ml$/.test(name) && mayUse(text.text) ? readYaml(file, context, "shell", text) : [];
    return readShell(traced(file.text, 0), { ...siteOf(file, "shell", context), embedded });
  },
};

function isScript({ path, text }: RepositoryFile): boolean {
  const name = baseName(path).replace(/\.(?:j2|jinja2?|tmpl|tpl|template|in|example|sample)$/, "");
  if (/\.(?:sh|bash|zsh|ksh|sbatch|slurm|pbs|fish)$/.test(name)) return true;
  if (/^\.(?:bashrc|bash_profile|profile|zshrc|envrc)$/.test(name)) return true;
  if (!text.startsWith("#!")) return false;
  // `#!/usr/bin/env -S bash -e`
  const words = (/^#!.*/.exec(text)?.[0] ?? "").slice(2).trim().split(/\s+/);
  return words.some((word) => isShell(baseName(word)));
}
