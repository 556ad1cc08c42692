"""The target behind `@governance`: the policy, split for verdicts and gates, and the builder."""

load(":providers.bzl", "GovernanceInfo")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "split_policy")

def _governance_config_impl(ctx):
    lists, levels = split_policy(ctx, ctx.attr.checkers, ctx.file.policy)
    return [
        DefaultInfo(files = depset([lists, levels])),
        GovernanceInfo(
            builder = ctx.attr.builder,
            checkers = ctx.attr.checkers,
            dev = ctx.attr.dev,
            levels = levels,
            lists = lists,
            today = ctx.attr.today,
        ),
    ]

governance_config = rule(
    implementation = _governance_config_impl,
    doc = "Made by the `governance` extension alone.",
    attrs = {
        "builder": attr.string(doc = "The builder's name.", mandatory = True),
        "checkers": attr.string_list(
            doc = "The Bazel packages whose checkers may judge.",
            mandatory = True,
        ),
        "dev": attr.bool(doc = "Report findings about digests and approvals, enforce none."),
        "policy": attr.label(
            doc = "The workspace's policy.",
            mandatory = True,
            allow_single_file = [".toml"],
        ),
        "today": attr.string(doc = "The day by which exceptions end, YYYY-MM-DD; none end without it."),
    },
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)
