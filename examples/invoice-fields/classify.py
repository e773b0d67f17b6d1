"""Says of each line on standard input whether it is an invoice's: `python classify.py MODEL < lines.txt`."""

import sys

from vllm import LLM, SamplingParams

try:
    from vllm.sampling_params import GuidedDecodingParams

    CAN_GUIDE = True
except ImportError:
    CAN_GUIDE = False


def sampling_params() -> SamplingParams:
    """One word, held to the two that are allowed where vLLM can do that."""
    if CAN_GUIDE:
        return SamplingParams(max_tokens=4, guided_decoding=GuidedDecodingParams(choice=["yes", "no"]))
    return SamplingParams(max_tokens=4)


def main(model: str) -> None:
    lines = sys.stdin.read().splitlines()
    answers = LLM(model).generate([f"Is this line an invoice's? {line}\n" for line in lines], sampling_params())
    for line, answer in zip(lines, answers, strict=True):
        print(answer.outputs[0].text.strip(), line)


if __name__ == "__main__":
    main(*sys.argv[1:])
