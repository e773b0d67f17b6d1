import type { DependencyChange } from "./dependency-changes.ts";

/** What people ask about first when vLLM moves: what decides the CUDA runtime, the models and the compiled extensions. */
const FIRST: readonly RegExp[] = [
  /^torch$/,
  /^transformers$/,
  /^numpy$/,
  /^(?:nvidia|cuda)-/,
  /^(?:torch(?:vision|audio|codec)|triton|pytorch-triton)$/,
  /^(?:flashinfer|flash-attn|xformers)/,
  /^(?:compressed-tensors|tokenizers|huggingface-hub|safetensors|pydantic|ray)$/,
];

/** The most important first: what people ask about, then large steps, then the rest; by name among equals. */
export function byImportance(a: Ranked, b: Ranked): number {
  return rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

type Ranked = Pick<DependencyChange, "name" | "step">;

function rank({ name, step }: Ranked): number {
  const first = FIRST.findIndex((pattern) => pattern.test(name));
  if (first !== -1) return first;
  return FIRST.length + (step === "major" ? 0 : 1);
}
