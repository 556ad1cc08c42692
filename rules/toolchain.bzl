"""The checker's toolchain: built from source by default, or any binary that a user brings."""

CheckerInfo = provider(
    doc = "The program that judges packages.",
    fields = {
        "executable": "File: the checker, for the execution platform.",
        "tool": "FilesToRunProvider: the checker with its runfiles.",
    },
)

def _checker_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(checker = CheckerInfo(
        executable = ctx.executable.checker,
        tool = ctx.attr.checker[DefaultInfo].files_to_run,
    ))]

checker_toolchain = rule(
    implementation = _checker_toolchain_impl,
    doc = """Makes a checker available to the rules.

Name it in a `toolchain()` of type `@rules_governed_wasm//rules:checker_toolchain_type` and register
that in MODULE.bazel: a registered toolchain of the root module goes before the one that is built
from source.""",
    attrs = {
        "checker": attr.label(
            doc = "The checker: a target that builds it, or a binary.",
            mandatory = True,
            executable = True,
            allow_single_file = True,
            cfg = "exec",
        ),
    },
)
