import type { UseContext } from "../reader.ts";

/** The variables that Compose reads from the `.env` beside a file (https://docs.docker.com/compose/how-tos/environment-variables/). */
export function composeEnvironment(path: string, context: UseContext): (name: string) => string | undefined {
  let variables: ReadonlyMap<string, string> | undefined;
  return (name) => {
    variables ??= new Map(assignments(context.text(`${path.slice(0, path.lastIndexOf("/") + 1)}.env`) ?? ""));
    return variables.get(name);
  };
}

function assignments(text: string): [string, string][] {
  return text.split("\n").flatMap((line): [string, string][] => {
    const [, name, value = ""] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value.trim())?.[2];
    return [[name, quoted ?? value.replace(/\s+#.*$/, "").trim()]];
  });
}
