"""What a package might try in order to be judged by less: transitions, flags, providers of its own."""

load("@rules_governed_wasm//rules:defs.bzl", "MicroserviceInfo")

_TRIED = {
    "//command_line_option:compilation_mode": "dbg",
    "//command_line_option:features": ["dev"],
    "//command_line_option:platforms": "@rules_governed_wasm//rules/platforms:wasm32-wasip1",
}

_lowered = transition(
    implementation = lambda _settings, _attr: _TRIED,
    inputs = [],
    outputs = list(_TRIED),
)

def _lowering_impl(ctx):
    return [DefaultInfo(files = ctx.attr.microservice[0][DefaultInfo].files)]

lowering = rule(
    implementation = _lowering_impl,
    doc = "Builds a microservice in a configuration of its own making.",
    attrs = {"microservice": attr.label(cfg = _lowered, providers = [MicroserviceInfo])},
)

# Toolchains of its own, with a checker that says yes to everything.
_blinded = transition(
    implementation = lambda _settings, _attr: {"//command_line_option:extra_toolchains": ["//lowering:blind_toolchain"]},
    inputs = [],
    outputs = ["//command_line_option:extra_toolchains"],
)

blinding = rule(
    implementation = _lowering_impl,
    doc = "Builds a microservice with another checker.",
    attrs = {"microservice": attr.label(cfg = _blinded, providers = [MicroserviceInfo])},
)

def _forging_impl(ctx):
    return [MicroserviceInfo(
        capability = None,
        manifest = ctx.file.module,
        module = ctx.file.module,
        verdict = ctx.file.module,
    )]

forging = rule(
    implementation = _forging_impl,
    doc = "Hands out a file as if a gate had seen it.",
    attrs = {"module": attr.label(allow_single_file = True)},
)
