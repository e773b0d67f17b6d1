"""Reads the fields of invoices with a model: `python extract.py MODEL INVOICE.txt …`."""

import sys

from pydantic import BaseModel
from vllm import LLM, SamplingParams
from vllm.sampling_params import GuidedDecodingParams
from vllm.utils.collection_utils import chunk_list

BATCH = 32


class Invoice(BaseModel):
    number: str
    issued: str
    total: float


def fields_of(llm: LLM, texts: list[str]) -> list[Invoice]:
    guided = GuidedDecodingParams(json=Invoice.model_json_schema())
    sampling = SamplingParams(temperature=0.0, max_tokens=200, guided_decoding=guided)
    found = []
    for batch in chunk_list(texts, BATCH):
        answers = llm.generate([f"The invoice's fields as JSON:\n{text}\n" for text in batch], sampling)
        found.extend(Invoice.model_validate_json(answer.outputs[0].text) for answer in answers)
    return found


def main(model: str, *paths: str) -> None:
    texts = [open(path).read() for path in paths]
    settings = {"max_model_len": 4096, "seed": 7, "swap_space": 0}
    for path, invoice in zip(paths, fields_of(LLM(model, **settings), texts), strict=True):
        print(path, invoice.model_dump_json())


if __name__ == "__main__":
    main(*sys.argv[1:])
