"""The toolchains: built from source by default, or any binary that a user brings."""

ToolInfo = provider(
    doc = "A program that the rules run.",
    fields = {
        "executable": "File: the program, for the execution platform.",
        "runfiles": "runfiles: what the program reads beside itself.",
        "tool": "FilesToRunProvider: the program with its runfiles.",
    },
)

def _tool_attr(doc):
    return attr.label(
        doc = doc,
        mandatory = True,
        executable = True,
        allow_single_file = True,
        cfg = "exec",
    )

def _info(ctx, attribute):
    info = getattr(ctx.attr, attribute)[DefaultInfo]
    executable = getattr(ctx.executable, attribute)
    return ToolInfo(
        executable = executable,
        # A file has none.
        runfiles = ctx.runfiles([executable]).merge(info.default_runfiles or ctx.runfiles()),
        tool = info.files_to_run,
    )

def _checker_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(checker = _info(ctx, "checker"))]

checker_toolchain = rule(
    implementation = _checker_toolchain_impl,
    doc = """Makes a checker available to the rules.

Name it in a `toolchain()` of type `@rules_governed_wasm//rules:checker_toolchain_type` and register
that in MODULE.bazel: a registered toolchain of the root module goes before the one that is built
from source.""",
    attrs = {
        "checker": _tool_attr("The checker: a target that builds it, or a binary."),
    },
)

def _runner_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(runner = _info(ctx, "runner"))]

runner_toolchain = rule(
    implementation = _runner_toolchain_impl,
    doc = """Makes a runner available to the rules.

Name it in a `toolchain()` of type `@rules_governed_wasm//rules:runner_toolchain_type`, as for a
checker. Tests alone need it.""",
    attrs = {
        "runner": _tool_attr("The runner: a target that builds it, or a binary."),
    },
)
