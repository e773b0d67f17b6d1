import { fileName, folderOf } from "./repository-path.ts";

/**
 * What a path says of the pins in its file, before anything is read: whether the file is beside the point (an example, a test),
 * whether it is one of several ways to build the same thing, and which folder it is about.
 */

/** Folders whose files show, try or measure something: nobody deploys them, and they are frozen where they worked. */
const BESIDE_THE_POINT =
  /^(?:e?xamples?|samples?|demos?|tutorials?|recipes?|cookbooks?|docs?|documentation|website|tests?|testing|testdata|e2e|integration[_-]tests?|fixtures?|bench|benchmarks?|benchmarking|\w*bench|experiments?|experimental|notebooks?|playground|archived?|legacy|deprecated|old)$/i;

/** Whether a file is an example, a test, a measurement or documentation, by a folder on its way or its own name. */
export function isBesideThePoint(file: string): boolean {
  const folders = folderOf(file).split("/");
  return folders.some((folder) => BESIDE_THE_POINT.test(folder)) || /\.(?:ipynb|mdx?|rst)$/i.test(file);
}

/** Accelerators, systems and architectures as file names carry them; a number (`cu128`, `ray244`, `0.8`) is a version. */
const PLATFORM =
  /^(?:cuda|gpu|cpu|rocm|amd|nvidia|xpu|intel|hpu|gaudi|npu|ascend|tpu|neuron|inferentia|metal|mps|arm|aarch64|x86|linux|macos|darwin|windows|ppc64le|s390x|musa|maca)$/i;

const DOCKERFILE = /(?:docker|container|apptainer)file/i;

/**
 * Whether a file's own name tells it apart from its neighbours: by a platform or a version (`requirements-rocm.txt`,
 * `Dockerfile.vllm0.8`). Such a file stands at its version on purpose. Dockerfiles, projects, compose files and Helm values have one
 * plain name each: any addition is a variant.
 */
export function isVariant(file: string): boolean {
  if (isScriptLock(file)) return true;
  const name = fileName(file).toLowerCase();
  if (DOCKERFILE.test(name)) return !/^(?:docker|container|apptainer)file$/.test(name);
  if (/^(?:pyproject|uv|pylock)\..+\.(?:toml|lock)$/.test(name)) return true;
  if (/^(?:docker-)?compose.*\.ya?ml$/.test(name)) return !/^(?:docker-)?compose\.ya?ml$/.test(name);
  if (/^values.*\.ya?ml$/.test(name)) return !/^values\.ya?ml$/.test(name);
  if (/^\.env/.test(name)) return !/^\.env(?:\.(?:example|sample|template|dist|default))?$/.test(name);
  return namesBuild(file);
}

/** `train.py.lock`, of `uv lock --script train.py`. */
export function isScriptLock(file: string): boolean {
  return /[^/]\.py\.lock$/i.test(file);
}

/** Whether a file's own name says a platform or a version: `Dockerfile.rocm`, `requirements-cu128.txt`; not `Dockerfile.vllm`. */
export function namesBuild(file: string): boolean {
  return fileName(file)
    .replace(/\.[a-z]+$/i, (ending) => (PLATFORM.test(ending.slice(1)) ? ending : ""))
    .split(/[._-]+/)
    .some((word) => PLATFORM.test(word) || /\d/.test(word));
}

/** A folder that only holds how its parent's content is packed. */
const PACKING = /^(?:\.?docker|dockerfiles?|containers?|build)$/i;
const REQUIREMENTS = /^(?:requirements?|reqs|constraints)$/i;

/**
 * The folder whose content a file is about, `""` for the root: `docker/Dockerfile` packs the root's package, `requirements/dev.txt`
 * is the root's, `chart/templates/deployment.yaml` the chart's.
 */
export function homeFolder(file: string): string {
  const parts = folderOf(file).split("/");
  const templates = parts.lastIndexOf("templates");
  if (templates >= 0 && /\.(?:ya?ml|tpl)$/.test(file)) return parts.slice(0, templates).join("/");
  const name = fileName(file);
  const packing = DOCKERFILE.test(name) || /^(?:docker-)?compose|^\.env/i.test(name) ? PACKING : REQUIREMENTS;
  while (packing.test(parts.at(-1) ?? "")) parts.pop();
  return parts.join("/");
}
