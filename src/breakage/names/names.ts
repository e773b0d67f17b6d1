import type { ReleaseSource } from "../release-source.ts";
export type N = "bound" | "submodule" | "absent" | "type-checking-only" | "unknown";
export interface Names { moduleExists(d: string): boolean; resolveName(m: string, n: string): Promise<N> }
export function makeNames(_s: ReleaseSource, _p: unknown): Names { return { moduleExists: () => true, resolveName: async () => "unknown" as N }; }
