"""Asks the vLLM server for a person's name and age: `python ask.py TEXT`."""

import sys

from openai import OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    age: int


def main(text: str) -> None:
    client = OpenAI(base_url="http://localhost:8000/v1", api_key="none")
    answer = client.chat.completions.create(
        model=client.models.list().data[0].id,
        messages=[{"role": "user", "content": text}],
        extra_body={"guided_json": Person.model_json_schema()},
    )
    print(Person.model_validate_json(answer.choices[0].message.content))


if __name__ == "__main__":
    main(*sys.argv[1:])
