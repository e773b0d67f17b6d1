import type { ReleaseRuntime } from "../analysis/release-runtime.ts";
import { shownCuda } from "../deployment/cuda.ts";
import type { InstalledOn } from "../deployment/deployment.ts";
import type { Role } from "../report/report.ts";
import { CannotTell } from "./cannot-tell.ts";
import type { Check, CheckContext } from "./check.ts";
import { isSameFinding } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { cudaOf, imagesOfOtherCuda, torchOfOtherCuda } from "./platform/cuda.ts";
import { driverRaised, gpusTooOld } from "./platform/gpu.ts";
import { imagesTooOld } from "./platform/libc.ts";
import { excludedPythons } from "./platform/python.ts";

/** What the release needs of the Pythons, images, indexes and GPUs that the repository and this runner have. */
export const platformCheck: Check = {
  id: "platform",
  title: "Platform",
  foundation: false,
  requires: [],
  async run(context, role) {
    const side = context.sides[role];
    if (side.release.kind !== "release") return { status: "skipped", reason: "There is no such release to judge." };
    const own = await judge(context, role);
    const findings = role === "target" ? await withTarget(own, context) : own.findings;
    const errors = findings.filter(({ severity }) => severity === "error");
    const [first, ...more] = errors;
    const rest = findings.filter(({ severity }) => severity !== "error");
    if (first !== undefined) {
      const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
      return { status: "failed", summary: `${first.message}${others}`, findings: [first, ...more, ...rest] };
    }
    // With a GPU here, whether its driver fits is the question: not to know the release's CUDA is to know nothing of it.
    if (own.unread !== undefined && context.gpus.length > 0) throw own.unread;
    return { status: "passed", summary: summarize(own, rest, context), findings: rest };
  },
};

interface Judged {
  readonly findings: readonly Finding[];
  readonly deployment: InstalledOn;
  readonly runtime: ReleaseRuntime | undefined;
  /** Why the release's torch and CUDA are not known. */
  readonly unread?: CannotTell;
}

async function judge(context: CheckContext, role: Role): Promise<Judged> {
  const side = context.sides[role];
  const deployment = await context.deployment(role);
  const { runtime, unread } = await runtimeOf(context, role);
  const cuda = { side, deployment, runtime };
  return {
    deployment,
    runtime,
    ...(unread === undefined ? {} : { unread }),
    findings: [
      ...excludedPythons(side, deployment, context.python.from),
      ...imagesTooOld(side, deployment, runtime),
      ...(await torchOfOtherCuda(cuda, context.servesTorch)),
      ...imagesOfOtherCuda(cuda),
      ...gpusTooOld(side, cudaOf(cuda), context.gpus),
    ],
  };
}

async function runtimeOf(
  context: CheckContext,
  role: Role,
): Promise<{ readonly runtime: ReleaseRuntime | undefined; readonly unread?: CannotTell }> {
  try {
    return { runtime: await context.runtime(role) };
  } catch (error) {
    if (error instanceof CannotTell) return { runtime: undefined, unread: error };
    throw error;
  }
}

/** What only warns is said where it is new: an error that was there before is told apart by the comparison. */
async function withTarget(target: Judged, context: CheckContext): Promise<readonly Finding[]> {
  if (context.sides.current.release.kind !== "release") return target.findings;
  const current = await judge(context, "current");
  const news = target.findings.filter(
    (finding) => finding.severity === "error" || !current.findings.some((known) => isSameFinding(known, finding)),
  );
  return [...news, ...driverRaised(context.sides.target, cudaOf(current), cudaOf(target))];
}

function summarize(
  { deployment, runtime, unread }: Judged,
  findings: readonly Finding[],
  { gpus }: CheckContext,
): string {
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const cuda = cudaOf({ deployment, runtime });
  const { pythons, images } = deployment;
  const judged = [
    ...(pythons.length === 0 ? [] : [amount(pythons.length, "declared Python")]),
    ...(images.length === 0 ? [] : [amount(images.length, "base image")]),
    ...(gpus.length === 0 ? [] : [amount(gpus.length, "GPU")]),
  ];
  const looked =
    judged.length === 0
      ? "Nothing declares a platform."
      : `${judged.join(", ")}: ${warnings === 0 ? "all fit" : amount(warnings, "warning")}.`;
  const brings = cuda === undefined ? "" : ` CUDA ${shownCuda(cuda)}.`;
  return `${looked}${brings}${unread === undefined ? "" : ` Its CUDA is not known: ${unread.message}`}`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
