"""The rule behind `NAME.image`: the sealed module, compiled once for every test that loads it."""

load(":cases.bzl", "RUNNER_TOOLCHAIN_TYPE", "compile_module")
load(":providers.bzl", "MicroserviceInfo")

def _microservice_image_impl(ctx):
    image = ctx.actions.declare_file(ctx.label.name.removesuffix(".image") + ".cwasm")
    compile_module(ctx, ctx.attr.microservice[MicroserviceInfo].module, image)
    return [DefaultInfo(files = depset([image]))]

microservice_image = rule(
    implementation = _microservice_image_impl,
    doc = "Made by the macro `wasm_microservice` alone.",
    attrs = {
        "microservice": attr.label(
            doc = "The microservice to compile.",
            mandatory = True,
            providers = [MicroserviceInfo],
        ),
    },
    toolchains = [RUNNER_TOOLCHAIN_TYPE],
)
