import { cut, type Traced } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";

/** Files of variables: `.env`, `.env.production`, `vllm.env`, `env.list` of `docker run --env-file`. */
export function isEnvironmentFile(path: string): boolean {
  const name = baseName(path);
  if (/\.(?:py|[jt]sx?|ya?ml|json|toml|sh|md|nix)$/i.test(name)) return false;
  return /^\.env(?:[._-][\w.-]+)?$|^env(?:\.[\w.-]+)?$/i.test(name) || /\.env(?:[._-][\w.-]+)?$/i.test(name);
}

/** A line `NAME=value`. */
export interface Assignment {
  readonly name: Traced;
  /** Without quotes around it, and without a comment behind it. */
  readonly value: Traced;
  /** Quoted so that nothing in it is replaced. */
  readonly literal: boolean;
}

/** The variables that a text sets: `NAME=value`, `export NAME=value`; a line of a comment sets nothing. */
export function* assignmentsOf(text: Traced): Generator<Assignment> {
  for (const match of text.text.matchAll(/^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/gm)) {
    const [whole, before = "", name = "", written = ""] = match;
    const at = match.index + before.length;
    const quote = /^(["'])(.*?)\1/.exec(written);
    const value = quote?.[2] ?? written.replace(/(?:^|\s)#.*$/, "").trim();
    const start = match.index + whole.length - written.length + (quote === null ? 0 : 1);
    yield {
      name: cut(text, at, at + name.length),
      value: cut(text, start, start + value.length),
      literal: quote?.[1] === "'",
    };
  }
}
