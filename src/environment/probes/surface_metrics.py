"""
Prometheus metrics that the living package declares. No engine is there to declare them: what declares is called with a stand-in
for the configuration, and every metric that comes to be is noted. What is noted exists; what could not be called is named, and
what only another configuration declares is not seen: this part never proves that a metric is gone.
"""

import importlib
import inspect
import itertools
import re

from release_modules import modules_with
from told_values import reason

KINDS = ("Counter", "Gauge", "Histogram", "Summary", "Info")
DECLARES = re.compile(r"(?<!class )\b(?:Counter|Gauge|Histogram|Summary|Info)\(|_(?:counter|gauge|histogram)_cls\(")


def metrics(missing):
    notes = Notes()
    for name in modules_with(r"prometheus_client|_(?:counter|gauge|histogram)_cls\b"):
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            missing("metrics", name, reason(error))
            continue
        for declaring in declaring_parts(module):
            for notes.hidden in (False, True):
                call(declaring, notes.hidden, missing)
            notes.hidden = False
    return {name: told for name, told in sorted(notes.metrics.items()) if name.startswith("vllm:")}


class Notes:
    """Metrics are noted as they are made, and stay out of the registry, which takes each name once."""

    def __init__(self):
        from prometheus_client.metrics import MetricWrapperBase

        self.metrics = {}
        #: Whether hidden metrics are asked for: the first call without decides.
        self.hidden = False
        make = MetricWrapperBase.__init__
        signature = inspect.signature(make)

        def noting(metric, *values, **named):
            bound = signature.bind(metric, *values, **named)
            bound.arguments["registry"] = None
            make(*bound.args, **bound.kwargs)
            # With label values it is a child of one that was noted.
            if not bound.arguments.get("_labelvalues"):
                self.note(metric)

        MetricWrapperBase.__init__ = noting

    def note(self, metric):
        kind = next((base.__name__.lower() for base in type(metric).__mro__ if base.__name__ in KINDS), "unknown")
        self.metrics.setdefault(metric._name, {"type": kind, "hidden": True} if self.hidden else {"type": kind})


def declaring_parts(module):
    for value in vars(module).values():
        if getattr(value, "__module__", None) != module.__name__ or not (inspect.isclass(value) or inspect.isfunction(value)):
            continue
        try:
            text = inspect.getsource(value)
        except OSError:
            continue
        # Ray's wrappers make Ray's metrics, under the names of the classes they derive from.
        if DECLARES.search(text) and not value.__name__.startswith("Ray"):
            yield value


def call(declaring, show_hidden, missing):
    what = f"{declaring.__module__}.{declaring.__qualname__}"
    named = {}
    for name, parameter in inspect.signature(declaring).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        values = stand_ins(name, show_hidden)
        if values:
            named[name] = values
        elif parameter.default is parameter.empty:
            return missing("metrics", what, f"it asks for {name}")
    for values in itertools.product(*named.values()):
        try:
            made = declaring(**dict(zip(named, values)))
            # Information on the configuration is declared when the engine is there.
            if hasattr(type(made), "log_engine_initialized"):
                made.log_engine_initialized()
        except BaseException as error:
            missing("metrics", what, reason(error))


def stand_ins(name, show_hidden):
    """What to hand to a parameter of that name: every value that decides what is declared. Empty where nothing is known."""
    from prometheus_client import Counter, Gauge, Histogram

    return {
        "vllm_config": [configuration(show_hidden)],
        "speculative_config": [Anything(num_speculative_tokens=1)],
        "is_diffusion": [False, True],
        "engine_indexes": [[0]],
        "labelnames": [["model_name", "engine"]],
        "per_engine_labelvalues": [{0: ["model", "0"]}],
        "metric_types": [{Gauge: Gauge, Counter: Counter, Histogram: Histogram}],
        "model_name": ["model"],
        "registry": [None],
    }.get(name, [])


class Anything:
    """Everything is in it and switched on; where buckets are read from it there are two."""

    def __init__(self, **known):
        vars(self).update(known)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        vars(self)[name] = Anything()
        return vars(self)[name]

    def __call__(self, *_values, **_named):
        return Anything()

    def __getitem__(self, _key):
        return Anything()

    def __iter__(self):
        return iter([1.0, 2.0])

    def __len__(self):
        return 2

    def __index__(self):
        return 1


def configuration(show_hidden):
    config = Anything()
    config.model_config.max_model_len = 4096
    config.model_config.served_model_name = "model"
    config.observability_config.show_hidden_metrics = show_hidden
    config.cache_config.metrics_info = lambda: {"block_size": "16"}
    # Connectors declare their metrics when their own classes are called.
    config.kv_transfer_config.kv_connector = None
    config.kv_transfer_config.kv_connector_extra_config = {}
    config.ec_transfer_config.ec_connector = None
    config.ec_transfer_config.ec_connector_extra_config = {}
    return config
