"""`batch-summaries DOCUMENTS SUMMARIES`: one summary a document, all in one batch."""

import sys
from pathlib import Path

from batch_summaries.prompt import Document, render


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: batch-summaries DOCUMENTS SUMMARIES", file=sys.stderr)
        return 2
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    documents = [Document(name=path.stem, text=path.read_text()) for path in sorted(source.glob("*.txt"))]
    target.mkdir(parents=True, exist_ok=True)
    for document, summary in zip(documents, summarise(documents), strict=True):
        (target / f"{document.name}.md").write_text(f"# {document.name}\n\n{summary}\n")
    print(f"{len(documents)} summaries")
    return 0


def summarise(documents: list[Document]) -> list[str]:
    """The whole batch at once: vLLM schedules it better than a loop would."""
    from vllm import LLM, SamplingParams

    llm = LLM(model="Qwen/Qwen3-0.6B", max_model_len=4096)
    sampling = SamplingParams(temperature=0.2, max_tokens=256, seed=7)
    outputs = llm.generate([render(document) for document in documents], sampling)
    return [output.outputs[0].text.strip() for output in outputs]


if __name__ == "__main__":
    sys.exit(main())
