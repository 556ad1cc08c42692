"""What the rules for documents and registries promise before anything is built."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//rules:defs.bzl", "CapabilityInfo", "EventInfo", "ModelInterfaceInfo", "WorkflowInfo")
load(":tests.bzl", "actions_of")

_SEALED = [
    (CapabilityInfo, "contract"),
    (EventInfo, "event"),
    (ModelInterfaceInfo, "interface"),
    (WorkflowInfo, "workflow"),
]

def _document_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    verdicts = actions_of(env, "GovernanceVerdict")
    gates = actions_of(env, "GovernanceGate")
    asserts.equals(env, [1, 1], [len(verdicts), len(gates)], "verdicts and gates")
    let_out, read = gates[0].outputs.to_list(), gates[0].inputs.to_list()

    infos = [(target[info], field) for info, field in _SEALED if info in target]
    asserts.equals(env, 1, len(infos), "providers of a document")
    info, field = infos[0]
    leave = target[DefaultInfo].files.to_list() + target[DefaultInfo].default_runfiles.files.to_list()
    for file in leave + [getattr(info, field)]:
        asserts.true(env, file in let_out, "%s leaves without the gate" % file.short_path)
    asserts.equals(env, [info.verdict], verdicts[0].outputs.to_list(), "the verdict in the provider")
    asserts.equals(env, [info.verdict], target[OutputGroupInfo].verdict.to_list(), "the verdict in the output group")
    asserts.true(env, info.verdict in read, "the gate reads no verdict")

    # What a document stands on has to be in order too.
    for name in ctx.attr.stands_on:
        for file in [name + ".verdict.json", name + ".sealed"]:
            found = [each for each in read if file in each.short_path]
            asserts.true(env, found != [], "the gate waits for no %s" % file)
    return analysistest.end(env)

document_test = analysistest.make(
    _document_impl,
    attrs = {"stands_on": attr.string_list(doc = "Names of the targets whose gates go first.")},
)

def _registry_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    groups = target[OutputGroupInfo]
    made = {file: action for action in analysistest.target_actions(env) for file in action.outputs.to_list()}
    asserts.equals(env, 1, len(target[DefaultInfo].files.to_list()), "files that leave")
    registry = made[target[DefaultInfo].files.to_list()[0]]
    sealed = lambda action: [file for file in action.inputs.to_list() if ".sealed/" in file.short_path]
    asserts.true(env, sealed(registry) != [], "the registry waits for no gate")

    # These are built whatever the gates say.
    for group in ["report", "sarif"]:
        [file] = getattr(groups, group).to_list()
        asserts.equals(env, [], sealed(made[file]), "what the output group %s waits for" % group)
    read = registry.inputs.to_list()
    for verdict in groups.verdict.to_list():
        asserts.true(env, verdict in read, "the registry does not read %s" % verdict.short_path)
    names = sorted([file.basename.removesuffix(".verdict.json") for file in groups.verdict.to_list()])
    asserts.equals(env, sorted(ctx.attr.judged), names, "what the registry judges")
    return analysistest.end(env)

registry_test = analysistest.make(
    _registry_impl,
    attrs = {"judged": attr.string_list(doc = "Names of the targets whose verdicts are read.")},
)
