"""The `model_interface` rule."""

load(":document.bzl", "GOVERNANCE_ATTR", "seal")
load(":providers.bzl", "ModelInterfaceInfo", "new_model_interface_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _model_interface_impl(ctx):
    document = ctx.file.interface
    sealed, verdict, providers = seal(ctx, "model", document)
    return providers + [new_model_interface_info(
        document = document,
        interface = sealed,
        verdict = verdict,
    )]

model_interface = rule(
    implementation = _model_interface_impl,
    doc = """An abstract interface to a model: what is asked and answered, never which product answers.

```starlark
model_interface(
    name = "risk-score",
    interface = "risk-score.json",
)
```""",
    attrs = {
        "interface": attr.label(
            doc = "The interface, a JSON document of kind `model_interface`.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
        "_governance": GOVERNANCE_ATTR,
    },
    provides = [ModelInterfaceInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
