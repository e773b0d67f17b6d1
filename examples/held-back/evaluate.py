"""Scores a model's answers against the expected ones: `python evaluate.py MODEL CASES.jsonl`."""

import json
import sys

from transformers import AutoTokenizer
from vllm import LLM, SamplingParams


def main(model: str, cases_path: str) -> None:
    with open(cases_path) as lines:
        cases = [json.loads(line) for line in lines]
    tokenizer = AutoTokenizer.from_pretrained(model)
    budget = max(len(tokenizer(case["expected"]).input_ids) for case in cases) + 8
    outputs = LLM(model=model).generate(
        [case["prompt"] for case in cases],
        SamplingParams(temperature=0.0, max_tokens=budget),
    )
    right = sum(
        case["expected"].strip() == output.outputs[0].text.strip() for case, output in zip(cases, outputs, strict=True)
    )
    print(f"{right} of {len(cases)} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
