"""The rule behind `//templates:new`: writes a package from a template into the user's workspace."""

load(":programs.bzl", "ON_THIS_MACHINE", "new_program")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

visibility(["//templates"])

def _scaffold_impl(ctx):
    return [new_program(ctx, ctx.files.templates)]

scaffold = rule(
    implementation = _scaffold_impl,
    doc = "Writes a new package into the workspace that it is run from, as a draft to be filled in.",
    attrs = {
        "templates": attr.label_list(
            doc = "The templates: `NAME/PATH.tmpl` in this Bazel package becomes `PATH` in the new one.",
            mandatory = True,
            allow_files = [".tmpl"],
        ),
    },
    executable = True,
    exec_compatible_with = ON_THIS_MACHINE,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
