"""The `wasm_microservice` rule, and the macro that adds its `.update`."""

load(":microservice_update.bzl", "microservice_update")
load(":module_attr.bzl", "MODULE_ATTR", "module_file")
load(":providers.bzl", "CapabilityInfo", "GovernanceInfo", "MicroserviceInfo", "new_microservice_info")
load(
    ":verdict.bzl",
    "CHECKER_TOOLCHAIN_TYPE",
    "GOVERNANCE",
    "document_name",
    "judge",
    "pasteable",
    "seal_module",
)

def _wasm_microservice_impl(ctx):
    governance = ctx.attr._governance[GovernanceInfo]
    capability = ctx.attr.capability[CapabilityInfo]
    module = module_file(ctx)

    # Findings speak of the module by the name under which it leaves, which manifests record too.
    folder = document_name(ctx.file.manifest).rpartition("/")[0]
    module_name = (folder + "/" if folder else "") + ctx.label.name + ".wasm"
    verdict = judge(
        ctx,
        "package",
        governance,
        [
            ("manifest", ctx.file.manifest),
            ("contract", capability.document),
            ("module", module, module_name),
        ],
        update_command = "bazel run %s.update" % pasteable(ctx.label),
    )
    sealed_module, sealed_manifest = seal_module(
        ctx,
        governance,
        verdict,
        module,
        also = [capability.verdict],
        after = [capability.contract],
    )
    sealed = depset([sealed_module, sealed_manifest])
    return [
        DefaultInfo(files = sealed, runfiles = ctx.runfiles(transitive_files = sealed)),
        new_microservice_info(
            capability = capability,
            manifest = sealed_manifest,
            module = sealed_module,
            verdict = verdict,
        ),
        OutputGroupInfo(verdict = depset([verdict])),
    ]

_wasm_microservice = rule(
    implementation = _wasm_microservice_impl,
    doc = "See the macro `wasm_microservice`.",
    attrs = {
        "capability": attr.label(
            doc = "The one `capability_contract` that the microservice implements.",
            mandatory = True,
            providers = [CapabilityInfo],
        ),
        "manifest": attr.label(
            doc = "The package's manifest: TOML or JSON of kind `capability_package`.",
            mandatory = True,
            allow_single_file = [".toml", ".json"],
        ),
        "module": MODULE_ATTR,
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    provides = [MicroserviceInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)

def wasm_microservice(name, manifest, capability, module, **kwargs):
    """A governed microservice: a core module that leaves the build only if its package is in order.

    Makes two targets: `NAME`, whose outputs are `NAME.sealed/NAME.wasm` and
    `NAME.sealed/manifest.json` (output group `verdict`: what was found), and `NAME.update`, which
    `bazel run` uses to record the digest of the module just built in the manifest.

    Args:
        name: the target's name; `binary.path` in the manifest is `NAME.wasm`.
        manifest: the package's manifest, TOML or JSON of kind `capability_package`.
        capability: the one `capability_contract` that the microservice implements.
        module: the target that makes the core module: a `rust_binary`, a genrule, a `.wasm` file.
            It is built for wasm32-wasip1 with all compiler settings pinned.
        **kwargs: what every rule takes, such as `visibility` and `tags`.
    """
    _wasm_microservice(
        name = name,
        manifest = manifest,
        capability = capability,
        module = module,
        **kwargs
    )
    microservice_update(
        name = name + ".update",
        manifest = manifest,
        module = module,
        tags = kwargs.get("tags", []) + ["manual"],
        visibility = ["//visibility:private"],
    )
