"""The providers, and the only way to make them.

A rule that could make these by itself could hand out a module that no gate has seen, so the
constructors are visible to the rules alone; `//rules:providers.bzl` shows the providers to all.
"""

visibility(["//rules/..."])

def _only_by_the_rules(what):
    def _init(**_kwargs):
        fail("%s is made by the rules of rules_governed_wasm alone; depend on one of their targets" % what)

    return _init

CapabilityInfo, new_capability_info = provider(
    doc = "A capability contract that its own check has let through.",
    fields = {
        "contract": "File: the sealed contract; it exists only if its verdict is clean.",
        "document": "File: the contract as written. Use it to judge, never to release.",
        "verdict": "File: the verdict on the contract, as JSON.",
    },
    init = _only_by_the_rules("CapabilityInfo"),
)

EventInfo, new_event_info = provider(
    doc = "An event contract that its own check has let through.",
    fields = {
        "document": "File: the event contract as written. Use it to judge, never to release.",
        "event": "File: the sealed event contract; it exists only if its verdict is clean.",
        "verdict": "File: the verdict on the event contract, as JSON.",
    },
    init = _only_by_the_rules("EventInfo"),
)

ModelInterfaceInfo, new_model_interface_info = provider(
    doc = "An abstract model interface that its own check has let through.",
    fields = {
        "document": "File: the interface as written. Use it to judge, never to release.",
        "interface": "File: the sealed interface; it exists only if its verdict is clean.",
        "verdict": "File: the verdict on the interface, as JSON.",
    },
    init = _only_by_the_rules("ModelInterfaceInfo"),
)

WorkflowInfo, new_workflow_info = provider(
    doc = "A workflow that its own check has let through.",
    fields = {
        "document": "File: the workflow as written. Use it to judge, never to release.",
        "verdict": "File: the verdict on the workflow, as JSON.",
        "verdicts": "depset of File: this verdict and those on its contracts and events.",
        "workflow": "File: the sealed workflow; it exists only if its verdict is clean.",
    },
    init = _only_by_the_rules("WorkflowInfo"),
)

MicroserviceInfo, new_microservice_info = provider(
    doc = "A governed microservice. It holds nothing that the gate has not let through.",
    fields = {
        "capability": "CapabilityInfo: the one contract that the microservice implements.",
        "manifest": "File: the sealed manifest, canonical JSON, with the module's digests.",
        "module": "File: the sealed core module; it exists only if the verdict is clean.",
        "verdict": "File: the verdict on the package, as JSON.",
        "verdicts": "depset of File: this verdict and those on all that the package stands on.",
    },
    init = _only_by_the_rules("MicroserviceInfo"),
)

GovernanceInfo = provider(
    doc = "The workspace's policy and builder, as its root module states them.",
    fields = {
        "builder": "string: the name under which manifests record the digests of this build.",
        "checkers": "list of strings: the Bazel packages whose checkers may judge.",
        "dev": "bool: whether findings about digests and approvals are reported only.",
        "levels": "File: the policy's levels and exceptions, for gates.",
        "lists": "File: the policy's lists and budgets, for verdicts.",
        "today": "string: the day by which exceptions end, or empty.",
    },
)
