"""The checker's command line in programs that users run and tests that Bazel runs; see verdict.bzl."""

load("@bazel_skylib//lib:shell.bzl", "shell")
load("@platforms//host:constraints.bzl", "HOST_CONSTRAINTS")
load(":verdict.bzl", "checker", "pasteable")

# What `bazel run` starts, it starts on this machine, wherever actions run.
ON_THIS_MACHINE = [str(Label(constraint)) for constraint in HOST_CONSTRAINTS]

# `bazel run` starts it in the runfiles of the workspace; what it writes is the user's own files.
_LAUNCHER = """\
#!/usr/bin/env bash
set -euo pipefail
: "${{BUILD_WORKSPACE_DIRECTORY:?run this with: bazel run {label}}}"
runfiles=$PWD
cd "$BUILD_WORKSPACE_DIRECTORY"
exec "$runfiles/"{checker} {words} --workspace . "$@"
"""

def _workspace_program(ctx, words, files):
    """A program that runs the checker on files of the user's workspace.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
        words: list of strings, the command line as the shell takes it.
        files: list of Files that it names.
    Returns:
        DefaultInfo.
    """
    tool = checker(ctx)
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(launcher, _LAUNCHER.format(
        checker = shell.quote(tool.executable.short_path),
        label = pasteable(ctx.label),
        words = " ".join(words),
    ), is_executable = True)
    return DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles(files).merge(tool.runfiles),
    )

def _quoted(words):
    return [shell.quote(word) for word in words]

def _in_runfiles(path):
    return "\"$runfiles/\"" + shell.quote(path)

def _workspace_path(ctx, file):
    if not file.is_source or file.short_path.startswith("../"):
        fail("%s: %s is not a file of this workspace, so nothing can be written to it or beside it" % (
            ctx.label,
            file.short_path,
        ))
    return file.short_path

def update_program(ctx, governance, packages):
    """A program that records modules' digests in their manifests.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
        governance: GovernanceInfo.
        packages: list of structs: `manifest` and `module`, the module as its compiler made it, are
            Files; `sealed` is the path under which the module leaves the build.
    Returns:
        DefaultInfo.
    """

    # What was sealed last tells what changed since. It is no input: it may be missing, and for a
    # module that was not recorded yet it cannot be built.
    launcher = (ctx.label.package + "/" + ctx.label.name).lstrip("/")
    bin = "/".join([".."] * (launcher.count("/") + 2))
    words = ["update", "--builder", shell.quote(governance.builder)]
    for package in packages:
        words += ["--manifest", shell.quote(_workspace_path(ctx, package.manifest))]
        words += ["--module", _in_runfiles(package.module.short_path)]
        words += ["--sealed", _in_runfiles(bin + "/" + package.sealed)]
    return _workspace_program(ctx, words, [package.module for package in packages])

def approve_program(ctx):
    """A program that records a contract as approved.

    Args:
        ctx: the context of a rule with the attribute `contract`.
    Returns:
        DefaultInfo.
    """
    contract = _workspace_path(ctx, ctx.file.contract)
    folder = contract.rpartition("/")[0]
    approved = (folder + "/" if folder else "") + "approved"
    words = _quoted(["approve", "--contract", contract, "--approved-dir", approved])
    return _workspace_program(ctx, words, [])

# Paths that the user writes are meant from where the user stands.
_RUN_LAUNCHER = """\
#!/usr/bin/env bash
set -euo pipefail
runfiles=$PWD
cd "${{BUILD_WORKING_DIRECTORY:-.}}"
exec "$runfiles/"{checker} "$@"
"""

def checker_program(ctx):
    """The checker itself, as the toolchain has it: what builds have compiled is not compiled again.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
    Returns:
        DefaultInfo.
    """
    tool = checker(ctx)
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        launcher,
        _RUN_LAUNCHER.format(checker = shell.quote(tool.executable.short_path)),
        is_executable = True,
    )
    return DefaultInfo(executable = launcher, runfiles = tool.runfiles)

_IMPORT_LAUNCHER = """\
#!/usr/bin/env bash
set -euo pipefail
: "${{BUILD_WORKSPACE_DIRECTORY:?run this with: bazel run {label} -- PATH}}"
runfiles=$PWD
cd "${{BUILD_WORKING_DIRECTORY:-$BUILD_WORKSPACE_DIRECTORY}}"
exec "$runfiles/"{checker} import --workspace "$BUILD_WORKSPACE_DIRECTORY" --builder {builder} "$@"
"""

def import_program(ctx, governance):
    """A program that makes a governed package of one of Traverse's.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
        governance: GovernanceInfo.
    Returns:
        DefaultInfo.
    """
    tool = checker(ctx)
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(launcher, _IMPORT_LAUNCHER.format(
        builder = shell.quote(governance.builder),
        checker = shell.quote(tool.executable.short_path),
        label = pasteable(ctx.label),
    ), is_executable = True)
    return DefaultInfo(executable = launcher, runfiles = tool.runfiles)

def new_program(ctx, templates):
    """A program that writes a new package.

    Args:
        ctx: the context of a rule with the checker's toolchain type.
        templates: list of Files below the rule's own Bazel package, in a folder for each template.
    Returns:
        DefaultInfo.
    """
    repository = ctx.label.repo_name
    folder = ("../%s/" % repository if repository else "") + ctx.label.package
    words = ["new", "--templates", _in_runfiles(folder), "--today", "\"$(date -u +%F)\""]
    return _workspace_program(ctx, words, templates)

# `bazel test` starts it in the runfiles of the workspace.
_COMPARE = """\
#!/usr/bin/env bash
exec ./{checker} compare {first} {second}
"""

def compare_program(ctx, first, second):
    """A program that compares two builds of a core module.

    Args:
        ctx: the rule's context.
        first: File, a module.
        second: File, the same, built again.
    Returns:
        DefaultInfo.
    """
    tool = checker(ctx)
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(launcher, _COMPARE.format(
        checker = shell.quote(tool.executable.short_path),
        first = shell.quote(first.short_path),
        second = shell.quote(second.short_path),
    ), is_executable = True)
    return DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles([first, second]).merge(tool.runfiles),
    )
