"""A package that shares the good one's files but for those that it gives."""

load("@rules_governed_wasm//rules:defs.bzl", "wasm_microservice")

def package(name, manifest = "manifest.toml", wat = "//good:module.wat", capability = "//good:contract", boundary = "//good:BOUNDARY.md"):
    """Makes a module from text, and a microservice of it.

    Args:
        name: the target's name.
        manifest: the package's manifest.
        wat: the core module, in the text format.
        capability: its contract.
        boundary: the document that says where it ends.
    """
    native.genrule(
        name = name + "_module",
        srcs = [wat],
        outs = [name + "_module.wasm"],
        cmd = "$(execpath @rules_governed_wasm//checker/wat) $< $@",
        tags = ["manual"],
        tools = ["@rules_governed_wasm//checker/wat"],
    )
    wasm_microservice(
        name = name,
        srcs = [wat],
        boundary = boundary,
        capability = capability,
        manifest = manifest,
        module = name + "_module",
        visibility = ["//visibility:public"],
    )
