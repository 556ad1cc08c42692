"""The `governed_update` rule: records the digests of all of a workspace's modules in one process."""

load(":programs.bzl", "ON_THIS_MACHINE", "update_program")
load(":providers.bzl", "GovernanceInfo", "MicroserviceInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "GOVERNANCE")

_RecordInfo = provider(
    doc = "What there is to record of a microservice.",
    fields = {
        "manifest": "File: the manifest, as written.",
        "module": "File: the module, as its compiler made it.",
        "sealed": "string: where the module leaves the build.",
    },
)

def _record_impl(target, ctx):
    # A rule of somebody else's may hand on the provider of a microservice.
    if not hasattr(ctx.rule.files, "module"):
        fail("%s hands on a microservice; name the wasm_microservice itself in packages" % target.label)

    # The rule has seen to it that there is one.
    module = [file for file in ctx.rule.files.module if file.extension == "wasm"][0]
    return [_RecordInfo(
        manifest = ctx.rule.file.manifest,
        module = module,
        sealed = target[MicroserviceInfo].module.short_path,
    )]

_record_aspect = aspect(
    implementation = _record_impl,
    doc = "Reads off a microservice's own attributes what no provider of it hands out.",
    required_providers = [MicroserviceInfo],
)

def _governed_update_impl(ctx):
    packages = [target[_RecordInfo] for target in ctx.attr.packages]
    return [update_program(ctx, ctx.attr._governance[GovernanceInfo], packages)]

_governed_update = rule(
    implementation = _governed_update_impl,
    doc = "See the macro `governed_update`.",
    attrs = {
        "packages": attr.label_list(
            doc = "The microservices.",
            mandatory = True,
            allow_empty = False,
            aspects = [_record_aspect],
            providers = [MicroserviceInfo],
        ),
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    executable = True,
    exec_compatible_with = ON_THIS_MACHINE,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)

def governed_update(name, packages, **kwargs):
    """Records the digests of all these microservices, as `NAME.update` does for one of them.

    `bazel run` builds their modules and writes into each manifest whose module is another than the
    one recorded for the builder in use; it tells what changed, and writes nothing else.

    ```starlark
    governed_update(
        name = "update",
        packages = ["//packages/calculate-price", "//packages/route-shipment"],
    )
    ```

    Args:
        name: the target's name.
        packages: the microservices.
        **kwargs: what every rule takes, such as `tags`. What it runs on has not been judged, so
            nothing else may depend on it.
    """
    _governed_update(
        name = name,
        packages = packages,
        tags = (kwargs.pop("tags", None) or []) + ["manual"],
        visibility = ["//visibility:private"],
        **kwargs
    )
