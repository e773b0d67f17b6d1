interface File {
  readonly path: string;
  readonly text: string;
}

/**
 * Whether a file says vLLM at all, in a name, a string or a comment, or is called by it (`test_vllm_chat.py`): then what is for such
 * a server may be for it.
 */
export const speaksOfVllm = ({ path, text }: File): boolean =>
  /vllm/i.test(text) || /vllm/i.test(path.slice(path.lastIndexOf("/") + 1));

/**
 * A cheap look: whether a text may use something of the surface. Most files of a repository that imports vLLM have only code, and a
 * syntax tree costs a hundred times this.
 */
export const concerns = (file: File): boolean => SURE.test(file.text) || (speaksOfVllm(file) && MAY.test(file.text));

/** Words that only a request to a server of this kind, or a variable of it, has. */
const SURE = /extra_body|guided_|\/v1\/(?:chat\/)?completions|VLLM_[A-Z]/;
/** Options, environments, metrics, bodies and architectures. */
const MAY =
  /["']--?[a-zA-Z]|\bserve\b|api_server|vllm-openai|\benv(?:_vars)?\b|environ\b|[gs]etenv|vllm:[a-z]|completions|embeddings\.|transcriptions|translations|responses\.|model_kwargs|["']model["']|[._]post\(|Request\(|rchitectures?\b|ModelRegistry|is_set\(/;
