"""The `capability_contract` rule."""

load(":providers.bzl", "CapabilityInfo", "GovernanceInfo", "new_capability_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "GOVERNANCE", "judge", "seal_document")

def _capability_contract_impl(ctx):
    governance = ctx.attr._governance[GovernanceInfo]
    document = ctx.file.contract
    verdict = judge(ctx, "contract", governance, [("contract", document)])
    sealed = seal_document(ctx, governance, verdict, document)
    return [
        DefaultInfo(files = depset([sealed])),
        new_capability_info(contract = sealed, document = document, verdict = verdict),
        OutputGroupInfo(verdict = depset([verdict])),
    ]

capability_contract = rule(
    implementation = _capability_contract_impl,
    doc = """A capability contract, judged once, whichever packages implement it.

```starlark
capability_contract(
    name = "contract",
    contract = "contract.json",
)
```""",
    attrs = {
        "contract": attr.label(
            doc = "The contract, a JSON document of kind `capability_contract`.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    provides = [CapabilityInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
