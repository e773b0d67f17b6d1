import type { Manifest, ParseContext, PinFormat } from "./manifest.ts";

interface Remembered {
  readonly format: PinFormat;
  readonly text: string;
  readonly beside: readonly (string | undefined)[];
  readonly manifest: Manifest;
}

/** What files were parsed to, by their path. A change's base and head differ in few files, and the others are parsed once. */
export class ManifestMemory {
  readonly #known = new Map<string, Remembered>();

  /** The manifest of the same text as before, or else what `parse` makes of it. */
  manifest(
    { format, path, text }: { readonly format: PinFormat; readonly path: string; readonly text: string },
    context: ParseContext,
    parse: () => Manifest,
  ): Manifest {
    const known = this.#known.get(path);
    const beside = (format.needs?.(path) ?? []).map((other) => context.beside(other));
    const same =
      known?.format === format && known.text === text && known.beside.every((one, index) => one === beside[index]);
    if (known !== undefined && same) return known.manifest;
    const manifest = parse();
    this.#known.set(path, { format, text, beside, manifest });
    return manifest;
  }
}
