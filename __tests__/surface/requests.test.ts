import { describe, expect, test } from "vitest";
import { openClasses } from "../../src/surface/classes/open-classes.ts";
import { endpointModels } from "../../src/surface/requests/endpoint-models.ts";
import { extractRequests } from "../../src/surface/requests/extract-requests.ts";
import { parsePython, release } from "./release-texts.ts";

const engine = {
  "vllm/entrypoints/engine/protocol.py":
    "from pydantic import BaseModel, ConfigDict\nclass OpenAIBaseModel(BaseModel):\n    model_config = ConfigDict(extra='allow')\n    field_names: ClassVar[set[str] | None] = None\n",
};

const files = (protocol: string) => ({
  ...engine,
  "vllm/entrypoints/chat/protocol.py": `from vllm.entrypoints.engine.protocol import OpenAIBaseModel\nfrom pydantic import Field\n${protocol}`,
});

const requestsOf = (texts: ReadonlyMap<string, string>) => extractRequests(texts, openClasses(texts, parsePython));
const extract = (protocol: string) => requestsOf(release(files(protocol)));
const names = (protocol: string, model = "ChatRequest") => Object.keys(extract(protocol)[model] ?? {}).sort();

describe("a model's fields", () => {
  test("are its annotations and those it inherits, from mixins too", () => {
    expect(
      names(`class Base(OpenAIBaseModel):
    model: str
    user: str | None = None
class Plain:
    padding: bool
class ChatRequest(Base, Plain):
    user: str = "me"
    _private: int = 1
    kind: ClassVar[int] = 1
    constant = 3
    def method(self): ...
`),
    ).toEqual(["model", "padding", "user"]);
  });

  test("carry their default, unwrapped, and where they stand", () => {
    const fields = extract(`class ChatRequest(OpenAIBaseModel):
    n: int | None = 1
    seed: int | None = Field(None, ge=1)
    stop: list[str] = Field(default_factory=list)
    top: float = Field(default=0.5, description="d")
`)["ChatRequest"];
    expect(fields).toMatchObject({ n: { default: "1" }, seed: { default: "None" }, top: { default: "0.5" } });
    expect(fields?.["stop"]?.default).toBeUndefined();
    expect(fields?.["n"]).toMatchObject({ file: "vllm/entrypoints/chat/protocol.py", line: 4 });
  });

  test("are taken under their alias alone, unless the model takes both", () => {
    const fields = `    a: list[str] = Field(alias="a[]", default=[])
    b: Annotated[int, Field(validation_alias=AliasChoices("b1", "b2"))] = 1
`;
    expect(names(`class ChatRequest(OpenAIBaseModel):\n${fields}`)).toEqual(["a[]", "b1", "b2"]);
    const both = `    model_config = ConfigDict(populate_by_name=True)\n${fields}`;
    expect(names(`class ChatRequest(OpenAIBaseModel):\n${both}`)).toEqual(["a", "a[]", "b", "b1", "b2"]);
  });

  test("say their deprecation in a keyword, a description or a comment above", () => {
    const fields = extract(`class ChatRequest(OpenAIBaseModel):
    a: int = Field(default=1, deprecated="a is deprecated in favor of "
        "b")
    b: int = Field(default=1, deprecated=True)
    c: int = Field(default=1, description=("c is deprecated. "
        "Use d."))
    # Deprecated: use e
    d: int = 1
    e: int = Field(default=1, description="Seconds.")
`)["ChatRequest"];
    expect(
      Object.fromEntries(Object.entries(fields ?? {}).map(([name, { deprecated }]) => [name, deprecated])),
    ).toEqual({
      a: "a is deprecated in favor of b",
      b: "deprecated",
      c: "c is deprecated. Use d.",
      d: "Deprecated: use e",
      e: undefined,
    });
  });

  test("are those of a base that is written with its module too", () => {
    const requests = requestsOf(
      release({
        ...engine,
        "vllm/entrypoints/chat/protocol.py":
          "import pydantic\nfrom vllm.entrypoints.engine import protocol\nclass AlikeRequest(pydantic.BaseModel):\n    a: int\nclass ChatRequest(protocol.OpenAIBaseModel):\n    b: int\n",
      }),
    );
    expect(requests).toEqual({ AlikeRequest: { a: expect.anything() }, ChatRequest: { b: expect.anything() } });
  });
});

describe("models", () => {
  test("come down to pydantic's BaseModel and belong to the server", () => {
    const requests = requestsOf(
      release({
        ...files(
          "class ChatRequest(OpenAIBaseModel):\n    a: int\nclass Removed(OpenAIBaseModel):\n    a: int\nclass RenderRequest(Protocol):\n    a: int\n_REMOVED = frozenset({'guided_json'})",
        ),
        "vllm/v1/request.py": "from pydantic import BaseModel\nclass OtherRequest(BaseModel):\n    a: int\n",
      }),
    );
    expect(requests).toEqual({ ChatRequest: { a: expect.anything() } });
  });

  test.each([
    ["Union[OneRequest, TwoRequest]", ""],
    ["OneRequest | TwoRequest", ": TypeAlias"],
    [`Annotated[Annotated[OneRequest, Tag("one")] | TwoRequest, Discriminator(pick)]`, ": TypeAlias"],
    ["(\n    OneRequest\n    | TwoRequest\n)", ""],
  ])("a name for several has the fields of all: %s", (value, annotation) => {
    const two = "class OneRequest(OpenAIBaseModel):\n    a: int\nclass TwoRequest(OpenAIBaseModel):\n    b: int\n";
    expect(names(`${two}BothRequest${annotation} = ${value}\n`, "BothRequest")).toEqual(["a", "b"]);
  });

  test("a name for several that another module has for its type checker is none", () => {
    const requests = requestsOf(
      release({
        ...files("class ChatRequest(OpenAIBaseModel):\n    a: int\n"),
        "vllm/entrypoints/serving.py":
          "from vllm.entrypoints.chat.protocol import ChatRequest\nAnyRequest = Union[ChatRequest, int]\n",
      }),
    );
    expect(Object.keys(requests)).toEqual(["ChatRequest"]);
  });
});

test("the paths that take them", () => {
  const texts = release({
    ...files(`class OneRequest(OpenAIBaseModel):
    a: int
class TwoRequest(OpenAIBaseModel):
    b: int
BothRequest = OneRequest | TwoRequest
`),
    "vllm/entrypoints/chat/router.py": `from vllm.entrypoints.chat.protocol import OneRequest, BothRequest
@router.post("/v1/one", dependencies=[Depends(x)])
@with_cancellation
async def one(request: OneRequest, raw_request: Request): ...

def attach(router):
    @router.post("/v1/both")
    @router.post("/both")
    async def both(
        request: Annotated[BothRequest, Form()],
        raw_request: Request,
    ): ...

@router.get("/v1/none")
async def none(request: OneRequest): ...

@router.post("/raw")
async def raw(raw_request: Request): ...

async def added(request: OneRequest): ...
router.add_api_route("/v1/added", added, methods=["POST"])
`,
  });
  expect(endpointModels(texts, openClasses(texts, parsePython))).toEqual({
    "/both": ["OneRequest", "TwoRequest"],
    "/v1/added": ["OneRequest"],
    "/v1/both": ["OneRequest", "TwoRequest"],
    "/v1/one": ["OneRequest"],
  });
});

test("hostile text neither throws nor takes long", () => {
  const requests = extract(`class ARequest(BRequest): a: int
class BRequest(ARequest): b: int
ChatRequest = ChatRequest | ChatRequest
class ZRequest(OpenAIBaseModel):
    z: ${"list[".repeat(20_000)}
# ${"deprecated ".repeat(20_000)}
    y: int = ${"(".repeat(20_000)}
`);
  expect(Object.keys(requests).length).toBeLessThan(5);
}, 5_000);
