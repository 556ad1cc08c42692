"""The `event_contract` rule."""

load(":document.bzl", "GOVERNANCE_ATTR", "seal")
load(":providers.bzl", "EventInfo", "new_event_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _event_contract_impl(ctx):
    document = ctx.file.event
    sealed, verdict, providers = seal(ctx, "event", document)
    return providers + [new_event_info(document = document, event = sealed, verdict = verdict)]

event_contract = rule(
    implementation = _event_contract_impl,
    doc = """An event that capabilities emit or consume.

```starlark
event_contract(
    name = "order-priced",
    event = "order-priced.json",
)
```""",
    attrs = {
        "event": attr.label(
            doc = "The contract, a JSON document of kind `event_contract`.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
        "_governance": GOVERNANCE_ATTR,
    },
    provides = [EventInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
