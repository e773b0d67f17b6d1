/** Whether a file is worth a second look: it speaks of vLLM, or sends requests to a server that speaks its protocol. */
export function mayUse(text: string): boolean {
  return /vllm/i.test(text) || (text.includes("/v1/") && /\b(?:curl|wget)\b/.test(text));
}
