"""Tests of what is only ever built as a tool: wasmtime compiles for minutes, so once is enough."""

load("@rules_rust//rust:defs.bzl", "rust_clippy_aspect", "rustfmt_aspect")

_LINTS = ["clippy_checks", "rustfmt_checks"]

def _exec_test_impl(ctx):
    test = ctx.attr.test
    launcher = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(output = launcher, target_file = ctx.executable.test, is_executable = True)
    lints = {}
    for group in _LINTS:
        lints[group] = depset(transitive = [
            getattr(each[OutputGroupInfo], group, depset())
            for each in [test] + ctx.attr.lint
            if OutputGroupInfo in each
        ])
    return [
        DefaultInfo(
            executable = launcher,
            runfiles = ctx.runfiles([launcher]).merge(test[DefaultInfo].default_runfiles),
        ),
        OutputGroupInfo(**lints),
    ]

exec_test = rule(
    implementation = _exec_test_impl,
    doc = "Runs a test that is built for the execution platform; with `--config=lint`, lints it.",
    attrs = {
        "lint": attr.label_list(
            doc = "What else to lint.",
            cfg = "exec",
            aspects = [rust_clippy_aspect, rustfmt_aspect],
        ),
        "test": attr.label(
            doc = "The test.",
            mandatory = True,
            executable = True,
            cfg = "exec",
            aspects = [rust_clippy_aspect, rustfmt_aspect],
        ),
    },
    test = True,
)
