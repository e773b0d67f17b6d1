import { shellCommands } from "../../pins/shell-words.ts";
import { concat, cut, type Traced, traced } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { assignmentUse } from "../command-line/variable-use.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import { readContainer, readShell } from "../shell/read-shell.ts";
import { siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";

/** Units of systemd (systemd.service(5), systemd.exec(5)) and containers of Podman (podman-systemd.unit(5)). */
export const systemdUnits: UseReader = {
  format: "systemd",
  matches: ({ path, text }) => isUnit(path) && mayUse(text),
  read: readUnit,
};

function isUnit(path: string): boolean {
  const name = baseName(path).replace(/\.(?:j2|jinja2?|tmpl|template|in)$/, "");
  return /\.(?:service|container)$/.test(name) || /\.service\.d\/[^/]+\.conf$/.test(path);
}

function readUnit(file: RepositoryFile, context: UseContext): Use[] {
  const site = siteOf(file, "systemd", context);
  const settings = settingsOf(traced(file.text, 0));
  const variables = new Map<string, Traced>();
  const uses: Use[] = [];
  for (const { key, value } of settings) {
    if (key !== "Environment") continue;
    for (const word of words(value)) {
      const equals = word.text.indexOf("=");
      if (equals !== -1) variables.set(word.text.slice(0, equals), cut(word, equals + 1));
      uses.push(...assignmentUse(word, site));
    }
  }
  const inner = { ...site, variables };
  for (const { key, value } of settings) {
    // `ExecStart=-/usr/bin/vllm`: what stands before the path says how it is run.
    if (/^Exec(?:Start|StartPre|StartPost|Reload|Stop|StopPost|Condition)$/.test(key)) {
      uses.push(...readShell(cut(value, /^[@:+!|-]*/.exec(value.text)?.[0].length ?? 0), inner));
    }
  }
  const last = (key: string) => settings.findLast((setting) => setting.key === key)?.value;
  const image = last("Image");
  if (image === undefined) return uses;
  const given = last("Exec");
  const entrypoint = last("Entrypoint");
  return [
    ...uses,
    ...readContainer(
      {
        image: { value: image },
        arguments: given === undefined ? [] : words(given).map(word),
        ...(entrypoint === undefined ? {} : { entrypoint: words(entrypoint).map(word) }),
      },
      inner,
    ),
  ];
}

function words(value: Traced): readonly Traced[] {
  return [...shellCommands(value, () => undefined)].flat();
}

function word(value: Traced): TracedWord {
  return { value };
}

interface Setting {
  readonly key: string;
  readonly value: Traced;
}

/** `Key=value`, continued lines joined, comments among them left out (systemd.syntax(7)). */
function settingsOf(source: Traced): Setting[] {
  const settings: Setting[] = [];
  let open: { readonly key: string; readonly parts: Traced[] } | undefined;
  for (const match of source.text.matchAll(/^(.*)$/gm)) {
    const line = (match[1] ?? "").replace(/\r$/, "");
    if (/^\s*[#;]/.test(line)) continue;
    const continues = line.endsWith("\\");
    const end = match.index + line.length - (continues ? 1 : 0);
    const equals = open === undefined ? /^\s*([A-Za-z]+)[ \t]*=[ \t]*/.exec(line) : null;
    if (open === undefined && equals === null) continue;
    open ??= { key: equals?.[1] ?? "", parts: [] };
    open.parts.push(cut(source, Math.min(match.index + (equals?.[0].length ?? 0), end), end));
    if (continues) open.parts.push({ text: " ", pieces: [] });
    else {
      settings.push({ key: open.key, value: concat(open.parts) });
      open = undefined;
    }
  }
  return settings;
}
