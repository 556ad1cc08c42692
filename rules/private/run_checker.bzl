"""The rule behind `//:checker`: the checker as a user runs it."""

load(":programs.bzl", "ON_THIS_MACHINE", "checker_program")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

visibility(["//..."])

def _run_checker_impl(ctx):
    return [checker_program(ctx)]

run_checker = rule(
    implementation = _run_checker_impl,
    doc = "Runs the checker that judges builds, from where `bazel run` is called.",
    executable = True,
    exec_compatible_with = ON_THIS_MACHINE,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
