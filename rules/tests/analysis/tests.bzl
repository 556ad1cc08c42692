"""What the rules promise before anything is built: who reads what, and what leaves."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//rules:defs.bzl", "MicroserviceInfo")

def actions_of(env, mnemonic):
    """The actions of the target under test.

    Args:
        env: of an analysis test.
        mnemonic: theirs.
    Returns:
        list of Actions.
    """
    return [a for a in analysistest.target_actions(env) if a.mnemonic == mnemonic]

def _basenames(files):
    return [file.basename for file in files.to_list()]

def _sealed_impl(ctx):
    env = analysistest.begin(ctx)
    info = analysistest.target_under_test(env)[MicroserviceInfo]
    verdicts = actions_of(env, "GovernanceVerdict")
    gates = actions_of(env, "GovernanceGate")
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
    target = analysistest.target_under_test(env)
    leave = target[DefaultInfo].files.to_list() + target[DefaultInfo].default_runfiles.files.to_list()
    for file in [info.module, info.manifest] + leave:
        asserts.true(env, file in let_out, "%s leaves without the gate" % file.short_path)
    groups = [group for group in target[OutputGroupInfo] if not group.startswith("_hidden")]
    asserts.equals(env, ["verdict"], groups, "output groups")
    asserts.equals(env, [info.verdict], target[OutputGroupInfo].verdict.to_list(), "what was found")
    return analysistest.end(env)

sealed_test = analysistest.make(_sealed_impl)

def _two_builds_impl(ctx):
    env = analysistest.begin(ctx)
    modules = [file.path for action in actions_of(env, "Symlink") for file in action.inputs.to_list() if file.extension == "wasm"]
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
