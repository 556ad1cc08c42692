"""The `workflow_definition` rule."""

load(":document.bzl", "GOVERNANCE_ATTR", "seal")
load(":providers.bzl", "CapabilityInfo", "EventInfo", "WorkflowInfo", "new_workflow_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _workflow_definition_impl(ctx):
    document = ctx.file.workflow
    sealed, verdict, providers = seal(ctx, "workflow", document, [
        ("contract", capability[CapabilityInfo].document)
        for capability in ctx.attr.capabilities
    ] + [
        ("event", event[EventInfo].document)
        for event in ctx.attr.events
    ])
    return providers + [new_workflow_info(document = document, verdict = verdict, workflow = sealed)]

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
