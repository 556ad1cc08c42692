"""No flag of the command line reaches the compiler of a guest."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//rules/platforms:transition.bzl", "wasm_transition")

_RUST = "@rules_rust//rust/settings:"

# What a user's .bazelrc may well hold for everything else. Without its pin each of these changes a
# command, but for the flags of C, which no target here is built with.
_FLAGS = {
    "//command_line_option:collect_code_coverage": True,
    "//command_line_option:compilation_mode": "dbg",
    "//command_line_option:copt": ["-DFLAGGED"],
    "//command_line_option:features": ["flagged"],
    "//command_line_option:linkopt": ["-flagged"],
    "//command_line_option:stamp": True,
    _RUST + "experimental_per_crate_rustc_flag": ["@-Cdebuginfo=2"],
    _RUST + "experimental_use_cc_common_link": True,
    _RUST + "extra_rustc_flag": ["-Copt-level=0"],
    _RUST + "extra_rustc_flags": ["-Cpanic=unwind"],
    _RUST + "no_std": "alloc",
}

_flags = transition(
    implementation = lambda _settings, _attr: _FLAGS,
    inputs = [],
    outputs = list(_FLAGS),
)

_CommandsInfo = provider(
    doc = "How a crate and those that it links are compiled.",
    fields = {"commands": "depset of (string, string): crate, and its command line in its environment."},
)

def _commands_impl(target, ctx):
    # Two configurations differ in their folder, which says nothing of what they do in it.
    folder = ctx.bin_dir.path
    commands = [
        (str(target.label), "\n".join(action.argv + [repr(action.env)]).replace(folder, "bin"))
        for action in target.actions
        if action.mnemonic == "Rustc"
    ]
    below = [dep[_CommandsInfo].commands for dep in ctx.rule.attr.deps if _CommandsInfo in dep]
    return [_CommandsInfo(commands = depset(commands, transitive = below))]

_commands_aspect = aspect(implementation = _commands_impl, attr_aspects = ["deps"])

def _guest_impl(ctx):
    return [ctx.attr.module[0][_CommandsInfo]]

_ATTRS = {"module": attr.label(aspects = [_commands_aspect], cfg = wasm_transition)}

guest = rule(implementation = _guest_impl, attrs = _ATTRS)

flagged_guest = rule(implementation = _guest_impl, attrs = _ATTRS, cfg = _flags)

def _same_commands_impl(ctx):
    env = analysistest.begin(ctx)
    expected = ctx.attr.guest[_CommandsInfo].commands.to_list()
    flagged = analysistest.target_under_test(env)[_CommandsInfo].commands.to_list()
    asserts.equals(env, 2, len(expected), "crates that are compiled")
    asserts.equals(env, len(expected), len(flagged), "crates that are compiled with flags")
    for (crate, command), (_, other) in zip(expected, flagged):
        other = other.split("\n")
        for line in command.split("\n"):
            asserts.true(env, line in other, "%s is not compiled with %s" % (crate, line))
        asserts.equals(env, command.count("\n") + 1, len(other), "words to compile %s with" % crate)
    return analysistest.end(env)

same_commands_test = analysistest.make(
    _same_commands_impl,
    attrs = {"guest": attr.label(doc = "The guest, without any flags.")},
)
