"""The `workflow_definition` rule."""

load(":document.bzl", "GOVERNANCE_ATTR", "seal")
load(":providers.bzl", "CapabilityInfo", "EventInfo", "WorkflowInfo", "new_workflow_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _workflow_definition_impl(ctx):
    document = ctx.file.workflow
    capabilities = [target[CapabilityInfo] for target in ctx.attr.capabilities]
    events = [target[EventInfo] for target in ctx.attr.events]
    below = [info.verdict for info in capabilities + events]
    sealed, verdict, providers = seal(
        ctx,
        "workflow",
        document,
        beside = (
            [("contract", info.document) for info in capabilities] +
            [("event", info.document) for info in events]
        ),
        also = below,
        after = [info.contract for info in capabilities] + [info.event for info in events],
    )
    return providers + [new_workflow_info(
        document = document,
        verdict = verdict,
        verdicts = depset([verdict] + below),
        workflow = sealed,
    )]

workflow_definition = rule(
    implementation = _workflow_definition_impl,
    doc = """A workflow over capabilities, judged against their contracts.

```starlark
workflow_definition(
    name = "checkout",
    capabilities = ["//packages/calculate-price:contract"],
    workflow = "checkout.json",
)
```""",
    attrs = {
        "capabilities": attr.label_list(
            doc = "The contracts of the capabilities that its nodes name.",
            providers = [CapabilityInfo],
        ),
        "events": attr.label_list(
            doc = "The contracts of the events that its edges wait for.",
            providers = [EventInfo],
        ),
        "workflow": attr.label(
            doc = "The workflow, a JSON document of kind `workflow_definition`.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
        "_governance": GOVERNANCE_ATTR,
    },
    provides = [WorkflowInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
