"""What the model is asked."""

from jinja2 import Template
from pydantic import BaseModel

PROMPT = Template(
    "Summarise the document in three sentences.\n\nDocument {{ document.name }}:\n{{ document.text }}\n\nSummary:"
)


class Document(BaseModel):
    name: str
    text: str


def render(document: Document) -> str:
    return PROMPT.render(document=document)
