"""The rule behind `NAME.approve`: records a contract as approved, beside it."""

load(":programs.bzl", "ON_THIS_MACHINE", "approve_program")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _contract_approve_impl(ctx):
    return [approve_program(ctx)]

contract_approve = rule(
    implementation = _contract_approve_impl,
    doc = "Made by the macro `capability_contract` alone.",
    attrs = {
        "contract": attr.label(
            doc = "The contract to approve.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
    },
    executable = True,
    exec_compatible_with = ON_THIS_MACHINE,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
