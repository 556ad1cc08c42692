"""What the macros make of what a user gives them, looked at while a BUILD file is loaded."""

load("@bazel_skylib//lib:unittest.bzl", "unittest")

def _faultless_impl(ctx):
    env = unittest.begin(ctx)
    for fault in ctx.attr.faults:
        unittest.fail(env, fault)
    return unittest.end(env)

_faultless_test = unittest.make(_faultless_impl, attrs = {"faults": attr.string_list()})

def attribute_test(name, target, attribute, value):
    """Compares one attribute.

    Args:
        name: the test's name.
        target: the name of the target that a user wrote.
        attribute: the attribute's name.
        value: the list that it has to be.
    """
    found = list(native.existing_rule(target)[attribute])
    faults = [] if found == value else ["%s of %s is %s, not %s" % (attribute, target, found, value)]
    _faultless_test(name = name, size = "small", faults = faults)

def inherits_test(name, target, beside, apart_from = {}):
    """Compares what is common to targets.

    Args:
        name: the test's name.
        target: the name of the target that a user wrote.
        beside: what is added to it in the names of the targets that have to be like it.
        apart_from: by those endings, the attributes in which they may differ.
    """
    faults = []
    given = native.existing_rule(target)
    for ending in beside:
        rule = native.existing_rule(target + ending)
        for attribute in ["testonly", "target_compatible_with", "exec_properties", "tags"]:
            if attribute in apart_from.get(ending, []):
                continue
            value, wanted = rule[attribute], given[attribute]
            fits = [tag for tag in wanted if tag not in value] == [] if attribute == "tags" else value == wanted
            if not fits:
                faults.append("%s%s: %s is %s, not %s" % (target, ending, attribute, value, wanted))
        if list(rule["visibility"]) != ["//visibility:private"]:
            faults.append("%s%s is visible to %s" % (target, ending, rule["visibility"]))
    _faultless_test(name = name, size = "small", faults = faults)
