"""The `rust_wasm_microservice` macro: sources in, governed microservice out."""

load("@rules_rust//rust:defs.bzl", "rust_binary")
load(":common_attributes.bzl", "below")
load(":wasm_microservice.bzl", "wasm_microservice")

_BARE_START = Label("//rules/guest/bare_start")

# Strings would be labels of the user's repository, which may know no `@platforms`.
_GOVERNED = Label("//rules/platforms:in_governed_build")
_NOTHING = Label("@platforms//:incompatible")
_WASM32 = Label("@platforms//cpu:wasm32")

def rust_wasm_microservice(
        name,
        srcs,
        manifest,
        capability,
        deps = [],
        aliases = {},
        edition = "2024",
        crate_root = None,
        crate_features = [],
        compile_data = [],
        proc_macro_deps = [],
        rustc_env = {},
        **kwargs):
    """A governed microservice from Rust sources, in one target.

    Like `wasm_microservice`, with a `rust_binary` for wasm32-wasip1 inside. `bare_start` is among its
    dependencies: with `use bare_start as _;` in the crate root, start-up imports nothing but what the
    program itself uses.

    Args:
        name: the target's name; `binary.path` in the manifest is `NAME.wasm`.
        srcs: the microservice's Rust sources.
        manifest: the package's manifest, TOML or JSON of kind `capability_package`.
        capability: the one `capability_contract` that the microservice implements.
        deps: Rust libraries that it links.
        aliases: other names under which it knows libraries, as for a `rust_binary`.
        edition: Rust edition.
        crate_root: the crate root, where it is not `src/main.rs` or `main.rs`.
        crate_features: features of the crate.
        compile_data: files that the sources include.
        proc_macro_deps: procedural macros that it uses.
        rustc_env: environment of the compiler.
        **kwargs: what `wasm_microservice` takes, such as `workflows`, `models` and `cases`, and what
            every rule takes, such as `visibility` and `tags`.
    """
    rust_binary(
        name = name + "_module",
        srcs = srcs,
        aliases = aliases,
        compile_data = compile_data,
        crate_features = crate_features,
        crate_root = crate_root,
        edition = edition,
        proc_macro_deps = proc_macro_deps,
        rustc_env = rustc_env,
        # Nobody gets the module by this target's own name, before it was judged.
        target_compatible_with = select({
            _GOVERNED: [_WASM32],
            "//conditions:default": [_NOTHING],
        }),
        deps = deps + [_BARE_START],
        **below(kwargs, tags = ["manual"])
    )
    wasm_microservice(
        name = name,
        manifest = manifest,
        capability = capability,
        module = name + "_module",
        **kwargs
    )
