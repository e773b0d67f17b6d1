"""What the installed release accepts from outside, in the shape of `Surface` (src/surface/surface.ts), told by the package itself."""

from release_modules import stand_on_a_platform
from told_values import reason


def surface():
    told, untold = {}, []

    def missing(part, what, why):
        if len(untold) < 500:
            untold.append({"part": part, "what": what, "why": why})

    def ask(part, question):
        try:
            told[part] = question()
        except BaseException as error:  # SystemExit too.
            missing(part, part, reason(error))

    stand_on_a_platform()
    import surface_architectures
    import surface_fields
    import surface_metrics
    import surface_options
    import surface_requests

    ask("options", surface_options.options)
    ask("configs", lambda: surface_fields.configs(missing))
    ask("parameters", lambda: surface_fields.parameters(told.get("configs", {})))
    ask("variables", variables)
    ask("requests", lambda: surface_requests.requests(missing))
    ask("architectures", surface_architectures.architectures)
    ask("formerArchitectures", surface_architectures.former_architectures)
    ask("metrics", lambda: surface_metrics.metrics(missing))
    return {"surface": told, "missing": untold}


def variables():
    import vllm.envs

    return {name: {} for name in sorted(vllm.envs.environment_variables)}
