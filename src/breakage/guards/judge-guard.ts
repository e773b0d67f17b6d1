import type { Guard } from "../guard.ts";
export function judgeGuard(_p: unknown, _c: { imports(d: string, n?: string): unknown; module(d: string, f: string): unknown; [k: string]: unknown }): Guard { return { kind: "none" }; }
