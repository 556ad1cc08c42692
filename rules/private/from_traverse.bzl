"""The rule behind `templates:from_traverse`: makes a governed package of one of Traverse's."""

load(":programs.bzl", "ON_THIS_MACHINE", "import_program")
load(":providers.bzl", "GovernanceInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "GOVERNANCE")

def _from_traverse_impl(ctx):
    return [import_program(ctx, ctx.attr._governance[GovernanceInfo])]

from_traverse = rule(
    implementation = _from_traverse_impl,
    doc = """Writes a governed package from a Traverse package: `bazel run` it with the path of one.

```starlark
from_traverse(name = "from_traverse")
```""",
    attrs = {
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    executable = True,
    exec_compatible_with = ON_THIS_MACHINE,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
