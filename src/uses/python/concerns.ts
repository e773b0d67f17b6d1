/** Whether a file says vLLM at all, in a name, a string or a comment: then what is for such a server may be for it. */
export const speaksOfVllm = (text: string): boolean => /vllm/i.test(text);

/** A cheap look: whether a text names vLLM, or what only a request to it has. Most files do neither. */
export const concerns = (text: string): boolean => speaksOfVllm(text) || MARKS.some((mark) => text.includes(mark));

const MARKS = ["extra_body", "guided_", "/v1/chat/completions", "/v1/completions"];
