"""The `module` attribute: any target that yields one core module, built for WASM."""

load("//rules/platforms:transition.bzl", "wasm_transition")
load(":own_sources.bzl", "crates_aspect")

MODULE_ATTR = attr.label(
    doc = """The target that makes the core module: one file ending in `.wasm`, from a `rust_binary`, a
genrule or a checked-in file. It is built for wasm32-wasip1 with all compiler settings pinned.""",
    mandatory = True,
    allow_files = [".wasm"],
    aspects = [crates_aspect],
    cfg = wasm_transition,
)

def module_file(ctx):
    """The one core module that the `module` attribute yields.

    Args:
        ctx: the context of a rule with MODULE_ATTR as `module`.
    Returns:
        File.
    """

    # An attribute with a transition is a list, of one.
    return one_module(ctx, ctx.attr.module[0].label, ctx.files.module)

def one_module(ctx, target, files):
    """The one core module among the files that a `module` attribute's target yields.

    Args:
        ctx: the rule's context.
        target: the Label that the attribute gives.
        files: list of Files, the target's.
    Returns:
        File.
    """
    modules = [file for file in files if file.extension == "wasm"]
    if len(modules) != 1:
        fail("%s: module = \"%s\" yields %s; give it a target that makes exactly one .wasm file" % (
            ctx.label,
            target,
            ", ".join([file.basename for file in files]) or "nothing",
        ))
    return modules[0]
