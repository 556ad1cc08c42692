"""What the rules promise before anything is built: who reads what, and what leaves."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//rules:defs.bzl", "MicroserviceInfo")

def _actions(env, mnemonic):
    return [a for a in analysistest.target_actions(env) if a.mnemonic == mnemonic]

def _basenames(files):
    return [file.basename for file in files.to_list()]

def _sealed_impl(ctx):
    env = analysistest.begin(ctx)
    info = analysistest.target_under_test(env)[MicroserviceInfo]
    verdicts = _actions(env, "GovernanceVerdict")
    gates = _actions(env, "GovernanceGate")
    asserts.equals(env, 1, len(verdicts), "verdict actions")
    asserts.equals(env, 1, len(gates), "gate actions")
    read = _basenames(verdicts[0].inputs)
    for name in ["manifest.toml", "contract.json", "microservice_module.wasm", "governance.lists.json"]:
        asserts.true(env, name in read, "the verdict reads %s, not only %s" % (name, read))

    # Levels reach the gate alone, so that changing one re-runs no verdict.
    asserts.false(env, "governance.levels.json" in read, "the verdict reads levels")
    asserts.true(env, "governance.levels.json" in _basenames(gates[0].inputs), "the gate reads no levels")
    asserts.true(env, info.verdict in gates[0].inputs.to_list(), "the gate reads no verdict")

    # All that leaves the rule comes from the gate.
    let_out = gates[0].outputs.to_list()
    for file in [info.module, info.manifest] + analysistest.target_under_test(env)[DefaultInfo].files.to_list():
        asserts.true(env, file in let_out, "%s leaves without the gate" % file.short_path)
    return analysistest.end(env)

sealed_test = analysistest.make(_sealed_impl)

def _path_mapping_impl(ctx):
    env = analysistest.begin(ctx)
    for mnemonic in ["GovernanceVerdict", "GovernanceGate"]:
        for action in _actions(env, mnemonic):
            bare = [argument for argument in action.argv[1:] if argument.startswith("/")]
            asserts.true(env, len(action.argv) > 1, "no command line to look at")
            asserts.equals(env, [], bare, "absolute paths on the command line")
    return analysistest.end(env)

portable_command_line_test = analysistest.make(_path_mapping_impl)

def _two_builds_impl(ctx):
    env = analysistest.begin(ctx)
    modules = [file.path for action in _actions(env, "Symlink") for file in action.inputs.to_list() if file.extension == "wasm"]
    asserts.equals(env, 2, len(modules), "modules that are compared")
    asserts.true(env, modules[0] != modules[1], "%s is compared with itself" % modules[0])
    return analysistest.end(env)

two_builds_test = analysistest.make(_two_builds_impl)

def _fails_impl(ctx):
    env = analysistest.begin(ctx)
    for text in ctx.attr.says:
        asserts.expect_failure(env, text)
    return analysistest.end(env)

fails_test = analysistest.make(
    _fails_impl,
    attrs = {"says": attr.string_list(doc = "What the failure must say.")},
    expect_failure = True,
)
