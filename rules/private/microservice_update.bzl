"""The rule behind `NAME.update`: records the digest of the module just built in the manifest."""

load(":module_attr.bzl", "MODULE_ATTR", "module_file")
load(":programs.bzl", "update_program")
load(":providers.bzl", "GovernanceInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "GOVERNANCE", "sealed_name")

def _microservice_update_impl(ctx):
    folder = ctx.label.package + "/" if ctx.label.package else ""
    return [update_program(ctx, ctx.attr._governance[GovernanceInfo], [struct(
        manifest = ctx.file.manifest,
        module = module_file(ctx),
        sealed = folder + sealed_name(ctx.label.name.removesuffix(".update")),
    )])]

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
