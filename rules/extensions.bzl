"""The `governance` module extension: what the root module holds all its packages to."""

load("//rules/private:home.bzl", "home")

_BUILDER_VARIABLE = "RULES_GOVERNED_WASM_BUILDER"
_MODE_VARIABLE = "RULES_GOVERNED_WASM_MODE"
_TODAY_VARIABLE = "RULES_GOVERNED_WASM_TODAY"
_MODES = ["", "dev"]

_policy = tag_class(
    doc = "Names the workspace's policy. Without it the profile `strict` holds.",
    attrs = {
        "file": attr.label(doc = "The policy, a TOML file.", mandatory = True),
    },
)

_builder = tag_class(
    doc = """Names the builder: the compiler, linker and flags that the workspace builds modules with.
Manifests record one digest for each builder.""",
    attrs = {
        "name": attr.string(doc = "The builder's name.", mandatory = True),
    },
)

_checker = tag_class(
    doc = """Names a checker that may judge instead of the one from source, once its toolchain is registered.
May be given several times, as for several platforms.""",
    attrs = {
        "target": attr.label(
            doc = "The checker's binary, or the target that builds it; nothing is fetched for this.",
            mandatory = True,
        ),
    },
)

_BUILD = """\
load("{rule}", "governance_config")

governance_config(
    name = "governance",
    builder = {builder},
    checkers = {checkers},
    dev = {dev},
    policy = {policy},
    today = {today},
    visibility = ["//visibility:public"],
)
"""

def _governance_repo_impl(repository_ctx):
    repository_ctx.file("BUILD.bazel", _BUILD.format(
        rule = Label("//rules/private:governance_config.bzl"),
        builder = repr(repository_ctx.attr.builder),
        checkers = repr(repository_ctx.attr.checkers),
        dev = repository_ctx.attr.dev,
        policy = repr(str(repository_ctx.attr.policy)),
        today = repr(repository_ctx.attr.today),
    ))

_governance_repo = repository_rule(
    implementation = _governance_repo_impl,
    attrs = {
        "builder": attr.string(mandatory = True),
        "checkers": attr.string_list(mandatory = True),
        "dev": attr.bool(mandatory = True),
        "policy": attr.label(mandatory = True),
        "today": attr.string(mandatory = True),
    },
)

def _only(tags, what):
    if len(tags) > 1:
        fail("MODULE.bazel: governance.%s(…) is given %d times; keep one" % (what, len(tags)))
    return tags[0] if tags else None

def _governance_impl(module_ctx):
    # A module that is only depended on cannot set the policy that its packages are judged by.
    root = [module for module in module_ctx.modules if module.is_root]
    policy = _only(root[0].tags.policy if root else [], "policy")
    builder = _only(root[0].tags.builder if root else [], "builder")
    checkers = [tag.target for tag in root[0].tags.checker] if root else []
    if builder and not builder.name.strip():
        fail("MODULE.bazel: governance.builder(name = \"\") names nobody; say what decides a module's " +
             "bytes, such as \"linux-rust-1.95\", or leave the line out")

    # The variables come from whoever calls Bazel, by --repo_env or the environment: no package can set them by a
    # transition, as it could a build setting.
    mode = module_ctx.getenv(_MODE_VARIABLE, "")
    if mode not in _MODES:
        fail("%s is \"%s\"; leave it out, or say \"dev\"" % (_MODE_VARIABLE, mode))
    _governance_repo(
        name = "governance",
        builder = module_ctx.getenv(_BUILDER_VARIABLE) or (builder.name if builder else "default"),
        checkers = [home(label) for label in [Label("//checker")] + checkers],
        dev = mode == "dev",
        policy = policy.file if policy else Label("//rules:default_policy.toml"),
        today = module_ctx.getenv(_TODAY_VARIABLE, ""),
    )
    return module_ctx.extension_metadata(reproducible = False)

governance = module_extension(
    implementation = _governance_impl,
    doc = """States the workspace's policy, builder and checkers, in the root MODULE.bazel only.

```starlark
governance = use_extension("@rules_governed_wasm//rules:extensions.bzl", "governance")
governance.policy(file = "//:policy.toml")
governance.builder(name = "linux-rust-1.95")
governance.checker(target = "@governance_checker//file")
```

`RULES_GOVERNED_WASM_BUILDER`, given by `--repo_env`, goes before the builder's tag;
`RULES_GOVERNED_WASM_MODE=dev` reports findings about digests and approvals and enforces none;
`RULES_GOVERNED_WASM_TODAY=2026-01-31` is the day by which exceptions end, which is never read off a
clock.""",
    tag_classes = {
        "builder": _builder,
        "checker": _checker,
        "policy": _policy,
    },
)
