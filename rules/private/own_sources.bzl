"""What a module is made of: an aspect that gathers the crates behind a Rust module."""

load("@rules_rust//rust:defs.bzl", "rust_common")

visibility(["//rules/..."])

CratesInfo = provider(
    doc = "The Rust crates that a target is made of.",
    fields = {
        "crates": "depset of struct(repository, name, version, files): a crate each.",
    },
)

_EDGES = ["deps", "proc_macro_deps", "crate", "actual"]

def _crates_impl(target, ctx):
    below = []
    for edge in _EDGES:
        value = getattr(ctx.rule.attr, edge, None)
        for each in value if type(value) == "list" else [value]:
            if type(each) == "Target" and CratesInfo in each:
                below.append(each[CratesInfo].crates)
    crates = []
    if rust_common.crate_info in target and hasattr(ctx.rule.files, "srcs"):
        crates.append(struct(
            files = tuple(ctx.rule.files.srcs + getattr(ctx.rule.files, "compile_data", [])),
            name = target.label.name,
            repository = target.label.repo_name,
            version = getattr(ctx.rule.attr, "version", ""),
        ))
    return [CratesInfo(crates = depset(crates, transitive = below))]

crates_aspect = aspect(
    implementation = _crates_impl,
    doc = "Follows the Rust dependencies of a module.",
    attr_aspects = _EDGES,
)

def own_sources(ctx):
    """Tells a module's own sources from the crates it links.

    Args:
        ctx: the context of a rule with the attributes `module`, built with `crates_aspect`, and `srcs`.
    Returns:
        (sources, crates): a list of Files, those in the microservice's own repository, and a sorted
        list of strings, the crates of other repositories as NAME@VERSION.
    """
    sources, crates = {file: None for file in ctx.files.srcs}, {}
    for target in ctx.attr.module:
        if CratesInfo not in target:
            continue
        for crate in target[CratesInfo].crates.to_list():
            if crate.repository == ctx.label.repo_name:
                sources.update({file: None for file in crate.files})
            else:
                crates["%s@%s" % (crate.name, crate.version or "0.0.0")] = None
    return sources.keys(), sorted(crates)
