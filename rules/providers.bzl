"""What the rules of rules_governed_wasm tell whoever builds on them."""

load(
    "//rules/private:providers.bzl",
    _CapabilityInfo = "CapabilityInfo",
    _MicroserviceInfo = "MicroserviceInfo",
)

CapabilityInfo = _CapabilityInfo
MicroserviceInfo = _MicroserviceInfo
