/** The checker's name for what is called, as people write it: a class is called by its own name, `Sampler` for `Sampler.__init__`. */
export function calleeName(callee: string | undefined): string | undefined {
  return callee?.replace(/\.__(?:init|new)__$/, "");
}
