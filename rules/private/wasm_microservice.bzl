"""The `wasm_microservice` rule, and the macro that adds what is run beside it."""

load(":common_attributes.bzl", "beside")
load(":microservice_accept.bzl", "microservice_accept")
load(":microservice_image.bzl", "microservice_image")
load(":microservice_run.bzl", "microservice_run")
load(":microservice_test.bzl", "microservice_test")
load(":microservice_update.bzl", "microservice_update")
load(":module_attr.bzl", "MODULE_ATTR", "module_file")
load(":own_sources.bzl", "own_sources")
load(":programs.bzl", "ON_THIS_MACHINE")
load(
    ":providers.bzl",
    "CapabilityInfo",
    "GovernanceInfo",
    "MicroserviceInfo",
    "ModelInterfaceInfo",
    "WorkflowInfo",
    "new_microservice_info",
)
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
    workflows = [target[WorkflowInfo] for target in ctx.attr.workflows]
    models = [target[ModelInterfaceInfo] for target in ctx.attr.models]
    module = module_file(ctx)
    sources, crates = own_sources(ctx)

    # Findings speak of the module by the name under which it leaves, which manifests record too.
    folder = document_name(ctx.file.manifest).rpartition("/")[0]
    module_name = (folder + "/" if folder else "") + ctx.label.name + ".wasm"
    inputs = [
        ("manifest", ctx.file.manifest),
        ("contract", capability.document),
        ("module", module, module_name),
    ]
    if ctx.file.boundary:
        inputs.append(("boundary", ctx.file.boundary))
    inputs += [("workflow", info.document) for info in workflows]
    inputs += [("model", info.document) for info in models]
    inputs += [("source", file) for file in sources]
    verdict = judge(
        ctx,
        "package",
        governance,
        inputs,
        update_command = "bazel run %s.update" % pasteable(ctx.label),
        crates = crates,
    )
    below = [info.verdict for info in [capability] + workflows + models]
    sealed_module, sealed_manifest = seal_module(
        ctx,
        governance,
        verdict,
        module,
        also = below,
        after = (
            [capability.contract] +
            [info.workflow for info in workflows] +
            [info.interface for info in models]
        ),
    )
    sealed = depset([sealed_module, sealed_manifest])
    return [
        DefaultInfo(files = sealed, runfiles = ctx.runfiles(transitive_files = sealed)),
        new_microservice_info(
            capability = capability,
            manifest = sealed_manifest,
            module = sealed_module,
            verdict = verdict,
            verdicts = depset([verdict] + below, transitive = [info.verdicts for info in workflows]),
        ),
        OutputGroupInfo(verdict = depset([verdict])),
    ]

_wasm_microservice = rule(
    implementation = _wasm_microservice_impl,
    doc = "See the macro `wasm_microservice`.",
    attrs = {
        "boundary": attr.label(
            doc = "The document that says where the package ends.",
            allow_single_file = [".md"],
        ),
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
        "models": attr.label_list(
            doc = "The `model_interface`s that the microservice depends on.",
            providers = [ModelInterfaceInfo],
        ),
        "module": MODULE_ATTR,
        "srcs": attr.label_list(
            doc = "The module's own sources, where its target does not tell: Rust targets do.",
            allow_files = True,
        ),
        "workflows": attr.label_list(
            doc = "The `workflow_definition`s that the microservice is composed into.",
            providers = [WorkflowInfo],
        ),
        "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
    },
    provides = [MicroserviceInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)

def wasm_microservice(
        name,
        manifest,
        capability,
        module,
        boundary = None,
        srcs = [],
        workflows = [],
        models = [],
        cases = None,
        **kwargs):
    """A governed microservice: a core module that leaves the build only if its package is in order.

    Makes, for what users run:

    - `NAME`, whose outputs are `NAME.sealed/NAME.wasm` and `NAME.sealed/manifest.json` (output group
      `verdict`: what was found);
    - `NAME.test`: runs the sealed module on `cases` and on the contract's use cases;
    - `bazel run NAME.update`: records the digest of the module just built in the manifest;
    - `bazel run NAME.accept`: writes what the module answers into its cases, after showing how it
      differs;
    - `bazel run NAME.run -- '{"some": "input"}'`: runs it on one input.

    Those that run the module carry the tag `wasmtime`: the runner takes minutes to compile, so
    `build --build_tag_filters=-wasmtime` in .bazelrc keeps it out of builds, and
    `test --build_tag_filters=` in tests.

    Args:
        name: the target's name; `binary.path` in the manifest is `NAME.wasm`.
        manifest: the package's manifest, TOML or JSON of kind `capability_package`.
        capability: the one `capability_contract` that the microservice implements.
        module: the target that makes the core module: a `rust_binary`, a genrule, a `.wasm` file.
            It is built for wasm32-wasip1 with all compiler settings pinned.
        boundary: the document that says where the package ends; by default `BOUNDARY.md`, where
            this Bazel package has one.
        srcs: the module's own sources, where `module` is no Rust target and cannot tell.
        workflows: the `workflow_definition`s that the microservice is composed into.
        models: the `model_interface`s that the microservice depends on.
        cases: the cases to run, a JSON file each; by default `cases/*.json` in this Bazel package.
        **kwargs: what every rule takes, such as `visibility` and `tags`.
    """
    if boundary == None:
        found = native.glob(["BOUNDARY.md"], allow_empty = True)
        boundary = found[0] if found else None
    _wasm_microservice(
        name = name,
        boundary = boundary,
        capability = capability,
        manifest = manifest,
        models = models,
        module = module,
        srcs = srcs,
        workflows = workflows,
        **kwargs
    )
    if cases == None:
        cases = native.glob(["cases/*.json"], allow_empty = True)
    microservice_update(
        name = name + ".update",
        manifest = manifest,
        module = module,
        **dict(beside(kwargs, tags = ["manual"]), exec_compatible_with = ON_THIS_MACHINE)
    )

    # By this tag a workspace keeps the runner, which takes minutes to compile, out of its builds.
    tested = beside(kwargs, tags = ["wasmtime"])
    run_by_hand = beside(kwargs, tags = ["wasmtime", "manual"])
    microservice_image(
        name = name + ".image",
        microservice = name,
        **tested
    )
    subject = {"image": name + ".image", "microservice": name}
    microservice_test(
        name = name + ".test",
        size = "small",
        cases = cases,
        **dict(tested, **subject)
    )
    microservice_accept(
        name = name + ".accept",
        cases = cases,
        **dict(run_by_hand, **subject)
    )
    microservice_run(
        name = name + ".run",
        **dict(run_by_hand, **subject)
    )
