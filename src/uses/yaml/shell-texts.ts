import { isScalar, isSeq } from "yaml";
import { concat, type Traced } from "../../text/traced.ts";
import type { Use } from "../use.ts";
import type { Entry } from "./entries.ts";
import { textOf } from "./word-list.ts";
import { NO_VARIABLES, type YamlRoom } from "./yaml-room.ts";

/** Keys whose lists are commands of one shell, one after another. */
const SCRIPTS = /^(?:run|setup|script|before_script|after_script|commands?|cmds?|steps|shell|exec|entrypoint)$/i;
/** Keys whose text is for people. */
const PROSE =
  /(?:description|summary|message|help|title|note|notes|comment|documentation|docs?|readme|question|answer)$/i;

/**
 * What a shell's text somewhere in a document uses: a script in a ConfigMap, a task's `run: |`, a job's `entrypoint: vllm serve …`.
 * Only a text that names the server, its variables or a request is read.
 */
export function shellTexts({ key, value }: Entry, room: YamlRoom): Use[] {
  if (PROSE.test(key)) return [];
  if (isScalar(value)) {
    const text = textOf(value, room);
    return text !== undefined && mayUse(text.text) ? room.shell(text, NO_VARIABLES) : [];
  }
  if (!isSeq(value) || !SCRIPTS.test(key)) return [];
  const lineEnd: Traced = { text: "\n", pieces: [] };
  const lines = value.items.slice(0, 1_000).flatMap((item) => {
    const line = textOf(room.resolve(item), room);
    return line === undefined ? [] : [line, lineEnd];
  });
  const script = concat(lines);
  return mayUse(script.text) ? room.shell(script, NO_VARIABLES) : [];
}

/** Whether it is worth the time to parse a text as a shell's. */
export function mayUse(text: string): boolean {
  return (
    /vllm/i.test(text) && /\bserve\b|\bvllm\.entrypoints|api_server|\bVLLM_[A-Z0-9_]+=|\bcurl\b|\brun\b/.test(text)
  );
}
