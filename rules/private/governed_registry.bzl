"""The `governed_registry` rule."""

load(":document.bzl", "GOVERNANCE_ATTR")
load(":providers.bzl", "EventInfo", "GovernanceInfo", "MicroserviceInfo", "WorkflowInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "register", "render_sarif")

def _governed_registry_impl(ctx):
    governance = ctx.attr._governance[GovernanceInfo]
    packages = [target[MicroserviceInfo] for target in ctx.attr.packages]
    workflows = [target[WorkflowInfo] for target in ctx.attr.workflows]
    events = [target[EventInfo] for target in ctx.attr.events]
    verdicts = depset(
        [info.verdict for info in events],
        transitive = [info.verdicts for info in packages + workflows],
    )
    sealed = (
        [info.manifest for info in packages] +
        [info.workflow for info in workflows] +
        [info.event for info in events]
    )
    report, registry = register(ctx, governance, verdicts, after = sealed)
    sarif = render_sarif(ctx, governance, verdicts)
    return [
        DefaultInfo(files = depset([registry])),
        OutputGroupInfo(
            report = depset([report]),
            sarif = depset([sarif]),
            verdict = verdicts,
        ),
    ]

governed_registry = rule(
    implementation = _governed_registry_impl,
    doc = """All packages of a workspace, judged together: unique ids, closed references, and one
`registry.json`, which exists only if every package is in order.

```starlark
governed_registry(
    name = "registry",
    packages = ["//packages/calculate-price", "//packages/route-shipment"],
)
```

The output groups `report` (every finding of every package, as text), `sarif` and `verdict` are built
also when packages are refused.""",
    attrs = {
        "events": attr.label_list(
            doc = "The contracts of the events whose publishers and subscribers the packages are.",
            providers = [EventInfo],
        ),
        "packages": attr.label_list(
            doc = "The microservices.",
            mandatory = True,
            providers = [MicroserviceInfo],
        ),
        "workflows": attr.label_list(
            doc = "Workflows that no package names.",
            providers = [WorkflowInfo],
        ),
        "_governance": GOVERNANCE_ATTR,
    },
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
