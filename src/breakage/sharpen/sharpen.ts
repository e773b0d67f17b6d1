export function sharpen(_f: ReadonlyMap<string, string>, _p: unknown): Map<string, string> { return new Map(); }
