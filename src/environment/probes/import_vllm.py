"""The guide's import test: `from vllm import LLM`."""

from probe_result import tell


def import_vllm(_arguments):
    import vllm
    from vllm import LLM

    # vLLM's top-level names are lazy (PEP 562): touching the class imports the engine behind it.
    return {"version": str(vllm.__version__), "module": LLM.__module__}


if __name__ == "__main__":
    tell(import_vllm)
