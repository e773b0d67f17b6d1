/** Names of vLLM's surface that a line of its notes gives, as they are written there. A word that could be plain English is none. */
export function namesIn(text: string): readonly string[] {
  const names = new Set<string>();
  const add = (name: string | undefined) => {
    if (name !== undefined && name.length <= 100) names.add(name);
  };
  for (const [, code = ""] of text.matchAll(/`([^`]{1,200})`/g))
    for (const word of code.split(/[\s,()=[\]{}"']+/)) if (NAME.test(word) && /^-|[A-Z_.:-]/.test(word)) add(word);
  for (const [flag] of text.matchAll(/(?<![\w-])--[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*/gi)) add(flag);
  // Variables, snake case, and names in camel case with two capitals or more (`LLMEngine`, `EngineArgs.swap_space`).
  for (const [word] of text.replace(/`[^`]*`/g, " ").matchAll(/[A-Za-z_][\w.]*\w/g)) if (isDistinct(word)) add(word);
  return [...names];
}

const NAME = /^(?:--?)?[A-Za-z_][\w.:-]*\w$/;

function isDistinct(word: string): boolean {
  return (
    /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(word) ||
    /[a-z0-9]_[a-z0-9]/.test(word) ||
    (/^[A-Z]\w*[a-z]\w*/.test(word) && /[A-Z].*[A-Z]/.test(word))
  );
}

/** How two ways of writing one name are compared: `--max-seq-len`, `max_seq_len`, `EngineArgs.max_seq_len`. */
export function nameKeys(name: string): readonly string[] {
  const bare = name.replace(/^-+/, "");
  const last = bare.split(".").at(-1) ?? bare;
  const keys = [bare, last].map((one) => one.replaceAll("-", "_"));
  return [...new Set(keys)].filter((key) => key.length > 1);
}
