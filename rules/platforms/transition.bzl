"""The one way into the WASM configuration. All that reaches a module's bytes is pinned here."""

_RUST = "@rules_rust//rust/settings:"

_PINNED = {
    "//command_line_option:collect_code_coverage": False,
    "//command_line_option:compilation_mode": "opt",
    "//command_line_option:conlyopt": [],
    "//command_line_option:copt": [],
    "//command_line_option:cxxopt": [],
    # A sanitizer of the host's toolchain, for instance.
    "//command_line_option:features": [],
    "//command_line_option:linkopt": [],
    "//command_line_option:per_file_copt": [],
    "//command_line_option:stamp": False,
    "//rules/platforms:governed": True,
    _RUST + "experimental_per_crate_rustc_flag": [],
    _RUST + "experimental_use_cc_common_link": False,
    # A flag of the command line would else leak into the bytes.
    _RUST + "extra_rustc_flag": [],
    # Each change of these changes every recorded digest.
    _RUST + "extra_rustc_flags": [
        "-Cpanic=abort",
        "-Copt-level=s",
        "-Clto=fat",
        # rules_rust since 0.56 says `no` of crates whose linking it does not optimize itself.
        "-Cembed-bitcode=yes",
        "-Ccodegen-units=1",
        "-Cstrip=symbols",
    ],
    _RUST + "no_std": "off",
}

_PLATFORMS = "//command_line_option:platforms"

def _wasm_transition_impl(_settings, _attr):
    return dict(_PINNED, **{_PLATFORMS: str(Label("//rules/platforms:wasm32-wasip1"))})

wasm_transition = transition(
    implementation = _wasm_transition_impl,
    inputs = [],
    outputs = list(_PINNED) + [_PLATFORMS],
)

# Of no meaning to anything: it makes the folder that a second build goes to another one.
_SECOND_BUILD = "//rules/platforms:second_build"

# Actions that hide their folder from their tools would be one action in both, and run once.
_EXECUTION_INFO = "//command_line_option:modify_execution_info"

def _two_builds_impl(settings, attr):
    first = _wasm_transition_impl(settings, attr)
    return {
        "first": dict(first, **{_EXECUTION_INFO: [], _SECOND_BUILD: False}),
        "second": dict(first, **{
            _EXECUTION_INFO: [".*=-supports-path-mapping"],
            _SECOND_BUILD: True,
        }),
    }

two_builds_transition = transition(
    implementation = _two_builds_impl,
    inputs = [],
    outputs = list(_PINNED) + [_PLATFORMS, _EXECUTION_INFO, _SECOND_BUILD],
)
