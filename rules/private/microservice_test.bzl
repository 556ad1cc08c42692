"""The rule behind `NAME.test`: runs a microservice's cases with nothing granted."""

load(":cases.bzl", "CASES_ATTRS", "RUNNER_TOOLCHAIN_TYPE", "case_arguments", "runner_program", "sibling")

def _microservice_test_impl(ctx):
    accept = "bazel run " + sibling(ctx, ".accept")
    return [runner_program(
        ctx,
        "test",
        case_arguments(ctx) + ["--accept-command", accept],
        ctx.files.cases,
    )]

microservice_test = rule(
    implementation = _microservice_test_impl,
    doc = "Made by the macro `wasm_microservice` alone.",
    attrs = CASES_ATTRS,
    test = True,
    toolchains = [RUNNER_TOOLCHAIN_TYPE],
)
