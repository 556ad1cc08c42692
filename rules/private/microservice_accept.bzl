"""The rule behind `NAME.accept`: writes what a microservice answers into its cases."""

load(":cases.bzl", "CASES_ATTRS", "RUNNER_TOOLCHAIN_TYPE", "case_arguments", "runner_program")

def _microservice_accept_impl(ctx):
    return [runner_program(ctx, "accept", case_arguments(ctx), ctx.files.cases)]

microservice_accept = rule(
    implementation = _microservice_accept_impl,
    doc = "Made by the macro `wasm_microservice` alone.",
    attrs = CASES_ATTRS,
    executable = True,
    toolchains = [RUNNER_TOOLCHAIN_TYPE],
)
