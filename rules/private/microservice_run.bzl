"""The rule behind `NAME.run`: one input by hand."""

load(":cases.bzl", "RUNNER_TOOLCHAIN_TYPE", "SUBJECT_ATTRS", "runner_program")

def _microservice_run_impl(ctx):
    # The user's words follow: `bazel run :NAME.run -- '{"some": "input"}'`.
    return [runner_program(ctx, "run", ["--input"])]

microservice_run = rule(
    implementation = _microservice_run_impl,
    doc = "Made by the macro `wasm_microservice` alone.",
    attrs = SUBJECT_ATTRS,
    executable = True,
    toolchains = [RUNNER_TOOLCHAIN_TYPE],
)
