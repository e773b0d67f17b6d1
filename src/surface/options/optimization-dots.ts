import type { Surface } from "../surface.ts";

/** Whether the parser (`FlexibleArgumentParser.parse_args`) has words of its own for `-O.mode 3`. */
export function optimizationDots(texts: ReadonlyMap<string, string>): Pick<Surface, "optimizationDots"> {
  for (const text of texts.values())
    if (text.includes("class FlexibleArgumentParser") && /\.startswith\(["']-O\.["']\)/.test(text))
      return { optimizationDots: true };
  return {};
}
