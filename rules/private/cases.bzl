"""The runner's command line. No other file of the rules knows it; docs/architecture.md states it."""

load("@bazel_skylib//lib:shell.bzl", "shell")
load(":providers.bzl", "GovernanceInfo", "MicroserviceInfo")
load(":verdict.bzl", "GOVERNANCE", "document_name", "pasteable")

visibility(["//rules/..."])

RUNNER_TOOLCHAIN_TYPE = Label("//rules:runner_toolchain_type")

# What every rule that runs a microservice takes.
SUBJECT_ATTRS = {
    "image": attr.label(
        doc = "The microservice's core module, compiled for the runner.",
        mandatory = True,
        allow_single_file = [".cwasm"],
    ),
    "microservice": attr.label(
        doc = "The microservice that is run.",
        mandatory = True,
        providers = [MicroserviceInfo],
    ),
    "_governance": attr.label(default = GOVERNANCE, providers = [GovernanceInfo]),
}

CASES_ATTRS = dict(SUBJECT_ATTRS, cases = attr.label_list(
    doc = "Cases, a JSON file each.",
    allow_files = [".json"],
))

def compile_module(ctx, module, image):
    """Compiles a sealed module to what the runner loads.

    Args:
        ctx: the rule's context.
        module: File, sealed.
        image: File, the `.cwasm` to make.
    """
    args = ctx.actions.args()
    args.add("--module", module)
    args.add("--out", image)
    ctx.actions.run(
        executable = ctx.toolchains[RUNNER_TOOLCHAIN_TYPE].runner.tool,
        arguments = ["compile", args],
        inputs = [module],
        outputs = [image],
        mnemonic = "GovernanceCompile",
        progress_message = "Compiling %{input} for the runner",
        toolchain = RUNNER_TOOLCHAIN_TYPE,
        execution_requirements = {"supports-path-mapping": "1"},
    )

def runner_program(ctx, subcommand, arguments = [], files = []):
    """A program that runs the runner on a microservice.

    Args:
        ctx: the context of a rule with SUBJECT_ATTRS and the runner's toolchain type.
        subcommand: the runner's.
        arguments: list of strings, further ones.
        files: list of Files that these name.
    Returns:
        DefaultInfo.
    """
    microservice = ctx.attr.microservice[MicroserviceInfo]
    lists = ctx.attr._governance[GovernanceInfo].lists
    runner = ctx.toolchains[RUNNER_TOOLCHAIN_TYPE].runner
    contract = microservice.capability.contract
    words = [
        subcommand,
        "--cwasm",
        ctx.file.image.short_path,
        "--manifest",
        microservice.manifest.short_path,
        "--verdict",
        microservice.verdict.short_path,
        "--contract",
        document_name(microservice.capability.document),
        contract.short_path,
        "--lists",
        lists.short_path,
    ] + arguments

    # Bazel starts tests, and what `bazel run` runs, in the runfiles of the workspace.
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        launcher,
        "#!/usr/bin/env bash\nexec {} {} \"$@\"\n".format(
            shell.quote("./" + runner.executable.short_path),
            " ".join([shell.quote(word) for word in words]),
        ),
        is_executable = True,
    )
    return DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles([
            ctx.file.image,
            contract,
            lists,
            microservice.manifest,
            microservice.verdict,
        ] + files).merge(runner.runfiles),
    )

def case_arguments(ctx):
    """The command line's words for the attribute `cases`.

    Args:
        ctx: the context of a rule with CASES_ATTRS.
    Returns:
        list of strings.
    """
    words = []
    for case in ctx.files.cases:
        words.extend(["--case", document_name(case), case.short_path])
    return words

def sibling(ctx, ending):
    """The label of the target that the macro makes beside this one, as a user types it.

    Args:
        ctx: the rule's context.
        ending: what follows the microservice's name.
    Returns:
        string.
    """
    return pasteable(ctx.attr.microservice.label) + ending
