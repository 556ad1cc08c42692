"""The rule behind `NAME.update`: records the digest of the module just built in the manifest."""

load(":module_attr.bzl", "MODULE_ATTR", "module_file")
load(":providers.bzl", "GovernanceInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "GOVERNANCE", "checker", "document_name")

_LAUNCHER = """\
#!/usr/bin/env bash
set -euo pipefail
: "${{BUILD_WORKSPACE_DIRECTORY:?run this with: bazel run {label}}}"
# bazel run starts this in the runfiles of the workspace.
exec "$PWD/{checker}" update --builder '{builder}' --workspace "$BUILD_WORKSPACE_DIRECTORY" \\
    --manifest "$BUILD_WORKSPACE_DIRECTORY/{manifest}" --module "$PWD/{module}" "$@"
"""

def _microservice_update_impl(ctx):
    manifest = ctx.file.manifest
    if not manifest.is_source or manifest.short_path.startswith("../"):
        fail("%s: manifest = \"%s\" is not a file of this workspace, so its digests cannot be updated" % (
            ctx.label,
            ctx.attr.manifest.label,
        ))
    module = module_file(ctx)
    tool = checker(ctx)
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(launcher, _LAUNCHER.format(
        builder = ctx.attr._governance[GovernanceInfo].builder,
        checker = tool.executable.short_path,
        label = ctx.label,
        manifest = document_name(manifest),
        module = module.short_path,
    ), is_executable = True)
    return [DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles([module, tool.executable]),
    )]

microservice_update = rule(
    implementation = _microservice_update_impl,
    doc = "Made by the macro `wasm_microservice` alone.",
    attrs = {
        "manifest": attr.label(
            doc = "The manifest to write the digest into.",
            mandatory = True,
            allow_single_file = [".toml", ".json"],
        ),
        "module": MODULE_ATTR,
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    executable = True,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
