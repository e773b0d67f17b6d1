/** A cheap look: whether a text names vLLM, or what only a request to it has. Most files do neither. */
export const concerns = (text: string): boolean => /vllm/i.test(text) || MARKS.some((mark) => text.includes(mark));

const MARKS = ["extra_body", "api_server", "guided_", "/v1/chat/completions", "/v1/completions"];
