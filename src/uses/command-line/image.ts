import { UNKNOWN } from "../use.ts";

/**
 * Whether an image's entry point is the server, so that its arguments are the server's: `vllm/vllm-openai:v0.9.2`, its mirrors and
 * its variants (`vllm-openai-rocm`, `…-cpu`), and vLLM's own registry for nightly builds (`vllm-release-repo`), as vLLM's
 * `docker/Dockerfile*` builds them. Others of its name (`rocm/vllm`, `vllm/vllm-tpu`) start a shell.
 * @param image as written, `UNKNOWN` in it: `registry.example/vllm/vllm-openai:⍰@sha256:…`
 */
export function isServerImage(image: string): boolean {
  const name = repositoryName(image);
  if (/-(?:base|builder|dev|test)$/.test(name)) return false;
  return /(?:^|[-_.])vllm-openai(?:[-_.][\w.-]*)?$/.test(name) || /^vllm-(?:[\w-]+-)?release-repo$/.test(name);
}

/** Whether an image's name at least says vLLM. */
export function isVllmImage(image: string): boolean {
  return /vllm/i.test(image.replace(/[:@][^/]*$/, ""));
}

/** `vllm-openai` of `localhost:5000/vllm/vllm-openai:v0.9.2@sha256:…`. */
function repositoryName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  return last.replace(/[:@].*$/s, "").replaceAll(UNKNOWN, "");
}
