/** How much of each part is shown. Zero leaves the part out. */
export interface Fullness {
  /** Lines of each long explanation. */
  readonly detailLines: number;
  /** How it was checked: environments, timings. */
  readonly background: boolean;
  readonly pins: number;
  readonly information: number;
  readonly suppressed: number;
  /** Files left out of the alarm. */
  readonly excluded: number;
  readonly warnings: number;
  readonly errors: number;
  /** Packages that change with the move. */
  readonly packages: number;
  /** Places of one thing that stands in many. */
  readonly places: number;
  /** What to write instead, as a diff. */
  readonly edits: boolean;
  /** Of the upgrade map. */
  readonly mapRows: number;
  readonly notes: number;
  /** UTF-16 code units of one message. */
  readonly messageLength: number;
  /** UTF-16 code units of the rollback's diffs, and of its commands, together. */
  readonly diffLength: number;
  readonly commandLength: number;
}

const ALL: Fullness = {
  detailLines: 1000,
  background: true,
  pins: Number.POSITIVE_INFINITY,
  information: Number.POSITIVE_INFINITY,
  suppressed: Number.POSITIVE_INFINITY,
  excluded: 200,
  warnings: Number.POSITIVE_INFINITY,
  errors: Number.POSITIVE_INFINITY,
  packages: 300,
  places: 60,
  edits: true,
  mapRows: 60,
  notes: Number.POSITIVE_INFINITY,
  messageLength: 1000,
  diffLength: 20_000,
  commandLength: 10_000,
};

/** What goes, one step after another: the least important first. */
const CUTS: readonly Partial<Fullness>[] = [
  { detailLines: 60 },
  { detailLines: 15 },
  { detailLines: 0 },
  { pins: 0, background: false, excluded: 20, places: 12, packages: 40 },
  { suppressed: 10 },
  { information: 0, suppressed: 0, excluded: 0, places: 6, packages: 12 },
  { warnings: 20, notes: 10, places: 3 },
  { warnings: 0, notes: 3, errors: 100, places: 2, messageLength: 500, mapRows: 30 },
  { errors: 50, places: 1 },
  { notes: 0, errors: 25, packages: 0, edits: false, messageLength: 200, diffLength: 6000, commandLength: 6000 },
  { errors: 5, mapRows: 10, diffLength: 3000, commandLength: 3000 },
];

/**
 * From everything to the least: the first level that fits is taken. Headline, table and rollback stay on all of them, and
 * the last is small whatever the report holds.
 */
export const LEVELS: readonly Fullness[] = [
  ALL,
  ...CUTS.map((_, last): Fullness => Object.assign({}, ALL, ...CUTS.slice(0, last + 1))),
];

/** A part as rendered at some fullness, and what it left out: `12 warnings`. */
export interface Section {
  readonly text: string;
  readonly omitted: readonly string[];
}

export const NOTHING: Section = { text: "", omitted: [] };

/** The first of a list, what is left of it, and how many that are. */
export function take<T>(
  items: readonly T[],
  amount: number,
): { readonly shown: readonly T[]; readonly rest: readonly T[]; readonly left: number } {
  const rest = items.slice(amount);
  return { shown: items.slice(0, amount), rest, left: rest.length };
}
