import { nearest } from "../../inputs/nearest.ts";
import type { Surface } from "../../surface/surface.ts";
import { nearestName } from "../explain/nearest-name.ts";
import { findRemoval } from "../explain/removal.ts";
import type { SurfaceContext } from "./judgement.ts";
import { saidReplacements } from "./said-replacements.ts";
import type { Subject, Successor } from "./subject.ts";

/** What is known of something that is gone: since when, and what is in its place. */
export interface Hints {
  /** The first release without it; its neighbour before had it. */
  readonly removedIn?: string;
  /** The last release that has it. */
  readonly last: string;
  readonly successor?: Successor;
  /** A name of its kind that is new and like it. */
  readonly nearest?: string;
  /** What the last release says of it. */
  readonly said?: string;
  /** Where that release has it: `vllm/engine/arg_utils.py:123 in 0.11.2`. */
  readonly evidence?: string;
}

/** Looks the history up once for each thing that is gone, wherever and however often it is used. */
export function hintsOf(context: SurfaceContext): (subject: Subject) => Promise<Hints> {
  const known = new Map<string, Promise<Hints>>();
  return (subject) => {
    const key = `${subject.scope ?? ""} ${subject.name}`;
    const hints = known.get(key) ?? look(subject, context);
    known.set(key, hints);
    return hints;
  };
}

async function look(subject: Subject, context: SurfaceContext): Promise<Hints> {
  const { current, target, between } = context;
  const read = async (version: string): Promise<Surface | undefined> => {
    if (version === current.version) return current;
    return version === target.version ? target : context.surface(version);
  };
  const removal = await findRemoval([current.version, ...between, target.version], async (version) => {
    const surface = await read(version);
    return surface === undefined ? undefined : !subject.has(surface);
  });
  const last = (removal === undefined ? undefined : await read(removal.last)) ?? current;
  const entry = subject.entry(last) ?? subject.entry(current);
  const from = subject.entry(last) === undefined ? current : last;
  const said = entry?.deprecated;
  const successor = successorOf(subject, said, from, target);
  const like = successor === undefined ? newNameLike(subject, current, target) : undefined;
  return {
    last: last.version,
    ...(removal === undefined ? {} : { removedIn: removal.first }),
    ...(successor === undefined ? {} : { successor }),
    ...(like === undefined ? {} : { nearest: like }),
    ...(said === undefined || said === "" ? {} : { said }),
    ...(entry?.file === undefined ? {} : { evidence: originWords(entry, from.version) }),
  };
}

/** What the text names, where the target has it; else what is the same by the way it is built. */
function successorOf(
  subject: Subject,
  said: string | undefined,
  last: Surface,
  target: Surface,
): Successor | undefined {
  for (const { name, renamed } of said === undefined ? [] : saidReplacements(said)) {
    const successor = subject.accept(name, renamed, last, target);
    if (successor !== undefined) return successor;
  }
  return subject.twin?.(last, target);
}

/** A rename is a name that came: what both releases have is something else. */
function newNameLike(subject: Subject, current: Surface, target: Surface): string | undefined {
  const before = new Set(subject.names(current));
  const came = [...new Set(subject.names(target))].filter((name) => !before.has(name));
  const plain = new Map(came.map((name) => [asIdentifier(name), name]));
  const near = nearestName(asIdentifier(subject.name), plain.keys());
  // Words in common are not enough here: half of an architecture's name is every other's.
  if (near === undefined || nearest(asIdentifier(subject.name), [near.toLowerCase()]) === undefined) return undefined;
  return plain.get(near);
}

function asIdentifier(name: string): string {
  return name.replace(/[-:.]+/g, "_");
}

/** `vllm/envs.py:88 in 0.11.2`. */
export function originWords(origin: { readonly file?: string; readonly line?: number }, version: string): string {
  const line = origin.line === undefined ? "" : `:${origin.line}`;
  return `${origin.file ?? ""}${line} in ${version}`;
}
