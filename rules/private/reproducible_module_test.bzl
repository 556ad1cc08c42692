"""The `reproducible_module_test` rule."""

load("//rules/platforms:transition.bzl", "two_builds_transition")
load(":module_attr.bzl", "one_module")
load(":programs.bzl", "compare_program")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE")

def _reproducible_module_test_impl(ctx):
    builds = []
    for build in ["first", "second"]:
        target = ctx.split_attr.module[build]
        module = one_module(ctx, target.label, target[DefaultInfo].files.to_list())

        # In runfiles both builds would have one name.
        link = ctx.actions.declare_file("%s.builds/%s.wasm" % (ctx.label.name, build))
        ctx.actions.symlink(output = link, target_file = module)
        builds.append(link)
    return [compare_program(ctx, *builds)]

reproducible_module_test = rule(
    implementation = _reproducible_module_test_impl,
    doc = """Builds a core module twice, in two configurations that differ in the folder they build in
and in nothing else, and fails if one byte differs. It then names the first section that does, and
shows what differs.

```starlark
reproducible_module_test(
    name = "reproducible_test",
    module = ":calculate-price_module",
)
```

What `rust_wasm_microservice(name = "x")` builds is `:x_module`.""",
    attrs = {
        "module": attr.label(
            doc = "The target that makes the core module, as for `wasm_microservice`.",
            mandatory = True,
            allow_files = [".wasm"],
            cfg = two_builds_transition,
        ),
    },
    test = True,
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
