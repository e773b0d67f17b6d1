export interface ImportStatement { readonly module: string; readonly names: readonly string[]; readonly level: number; readonly line: number }
export function mentionsVllm(t: string) { return /\bvllm\b/i.test(t) || t.includes("vllm"); }
export function importsOf(t: string): ImportStatement[] {
  const out: ImportStatement[] = [];
  for (const m of t.matchAll(/^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))/gm)) {
    const line = t.slice(0, m.index).split("\n").length;
    if (m[4] !== undefined) for (const x of m[4].split(",")) out.push({ module: x.trim().split(/\s/)[0] ?? "", names: [], level: 0, line });
    else out.push({ module: m[2] ?? "", level: m[1]?.length ?? 0, names: (m[3] ?? "").replace(/[()]/g, "").split(",").map((x) => x.trim().split(/\s/)[0] ?? "").filter(Boolean), line });
  }
  return out;
}
