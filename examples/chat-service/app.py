"""A chat service: one endpoint, one model, answers from vLLM in this process.

Start it with `uvicorn app:app`. `CHAT_MODEL` names the model (a folder or a hub id).
"""

import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request
from pydantic import BaseModel, Field
from vllm import LLM, SamplingParams

DEFAULT_MODEL = "facebook/opt-125m"


class Question(BaseModel):
    text: str = Field(min_length=1, max_length=4000)
    max_tokens: int = Field(default=128, ge=1, le=1024)
    callback: str | None = None


class Answer(BaseModel):
    text: str
    tokens: int


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.llm = LLM(
        model=os.environ.get("CHAT_MODEL", DEFAULT_MODEL),
        max_model_len=2048,
        enforce_eager=True,
    )
    yield


app = FastAPI(title="Chat service", lifespan=lifespan)


@app.post("/answer")
def answer(question: Question, request: Request) -> Answer:
    sampling = SamplingParams(temperature=0.0, max_tokens=question.max_tokens, stop=["\n\n"])
    [output] = request.app.state.llm.generate([question.text], sampling)
    completion = output.outputs[0]
    reply = Answer(text=completion.text.strip(), tokens=len(completion.token_ids))
    if question.callback is not None:
        httpx.post(question.callback, json=reply.model_dump(), timeout=5.0)
    return reply


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
