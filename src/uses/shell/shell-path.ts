import { isShell } from "../command-line/inner-shell.ts";
import { baseName } from "../command-line/program.ts";
import type { RepositoryFile } from "../reader.ts";

/** Shell scripts, batch scripts of Slurm and their templates, by their name. */
export function isShellName(path: string): boolean {
  const name = baseName(path).replace(/\.(?:j2|jinja2?|tmpl|tpl|template|in|example|sample)$/, "");
  if (/\.(?:sh|bash|zsh|ksh|sbatch|slurm|pbs|fish)$/.test(name)) return true;
  return /^\.(?:bashrc|bash_profile|profile|zshrc|envrc)$/.test(name);
}

/** Whether a text begins as a shell's script: `#!/bin/bash`, `#!/usr/bin/env -S bash -e`. */
export function startsAsShell(text: string): boolean {
  if (!text.startsWith("#!")) return false;
  const words = (/^#!.*/.exec(text)?.[0] ?? "").slice(2).trim().split(/\s+/);
  return words.some((word) => isShell(baseName(word)));
}

/** By its name, or without an extension by its first line. */
export function isShellScript({ path, text }: RepositoryFile): boolean {
  return isShellName(path) || startsAsShell(text);
}
