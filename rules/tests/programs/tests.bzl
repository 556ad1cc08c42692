"""What users run has all of the checker beside it, and the one for the machine that they stand at."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")

_HERE = "//rules/tests/programs:"

def _in_two_parts_impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, "#!/bin/sh\n", is_executable = True)
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(ctx.files.data))]

in_two_parts = rule(
    implementation = _in_two_parts_impl,
    doc = "A program that reads what lies beside it.",
    attrs = {"data": attr.label_list(doc = "What it reads.", allow_files = True)},
    executable = True,
)

def _program_impl(ctx):
    env = analysistest.begin(ctx)
    runfiles = analysistest.target_under_test(env)[DefaultInfo].default_runfiles
    beside = [file.short_path for file in runfiles.files.to_list()]
    for file in ["here.sh", "beside.txt"]:
        path = "rules/tests/programs/" + file
        asserts.true(env, path in beside, "%s is not among %s" % (path, beside))
    return analysistest.end(env)

program_test = analysistest.make(
    _program_impl,
    config_settings = {
        "//command_line_option:extra_execution_platforms": [_HERE + "elsewhere"],
        "//command_line_option:extra_toolchains": [_HERE + "elsewhere_toolchain", _HERE + "here_toolchain"],
    },
)
