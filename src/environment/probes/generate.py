"""The guide's inference test: load a model, generate greedily, tell the tokens.

Arguments: the model, and a JSON file `{"maxTokens": n, "prompts": [{"text": …}, …], "options": {…}}`; `options` are
keyword arguments of `vllm.LLM`.
"""

import json

from probe_result import tell


def generate(arguments):
    model, request_path = arguments
    with open(request_path, encoding="utf-8") as file:
        request = json.load(file)

    from vllm import LLM, SamplingParams

    llm = LLM(model=model, **request["options"])
    outputs = llm.generate(
        [prompt["text"] for prompt in request["prompts"]],
        SamplingParams(temperature=0, max_tokens=request["maxTokens"]),
    )
    return {
        "answers": [
            {
                "promptTokenIds": list(output.prompt_token_ids),
                "tokenIds": list(output.outputs[0].token_ids),
                "text": output.outputs[0].text,
            }
            for output in outputs
        ]
    }


# vLLM may start its engine with the `spawn` method, which imports this file again.
if __name__ == "__main__":
    tell(generate)
