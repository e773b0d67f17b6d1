import { cut, type Traced } from "../text/traced.ts";
import { type CommandRoom, readCommand } from "./commands.ts";
import { readScript } from "./script.ts";
import type { Command } from "./shell-words.ts";

/** Reads the commands of a `RUN`: shell form, exec form, or here-documents that a shell runs. */
export function readRun(
  run: { readonly body: Traced; readonly heredocs: readonly Traced[] },
  room: Omit<CommandRoom, "variables">,
): void {
  const own: CommandRoom = { ...room, variables: new Map() };
  const flags = /^(?:\s*--[a-z]+(?:=\S+)?)*\s*/.exec(run.body.text)?.[0].length ?? 0;
  const body = cut(run.body, flags);
  if (body.text.startsWith("[")) {
    const words = execForm(body);
    if (words !== undefined) readCommand(words, own);
    return;
  }
  readScript(body, own);
  const interpreter = body.text.replace(/<<-?\s*(["']?)\w+\1/g, "").trim();
  if (interpreter !== "" && !/^(?:\/\S*\/)?(?:ba|da|z)?sh\b[\s\w+-]*$/.test(interpreter)) return;
  for (const heredoc of run.heredocs) readScript(heredoc, own);
}

/** `["pip", "install", "vllm==0.31.0"]`: JSON strings, without a shell. */
function execForm(body: Traced): Command | undefined {
  const words: Traced[] = [];
  const item = /\s*(?:,\s*)?"([^"\\]*)"/y;
  item.lastIndex = 1;
  for (let match = item.exec(body.text); match !== null; match = item.exec(body.text)) {
    const end = match.index + match[0].length - 1;
    words.push(cut(body, end - (match[1] ?? "").length, end));
  }
  return words.length > 0 ? words : undefined;
}
