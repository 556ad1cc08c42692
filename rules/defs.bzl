"""The public rules of rules_governed_wasm."""

load("//rules/private:capability_contract.bzl", _capability_contract = "capability_contract")
load("//rules/private:rust_wasm_microservice.bzl", _rust_wasm_microservice = "rust_wasm_microservice")
load("//rules/private:wasm_microservice.bzl", _wasm_microservice = "wasm_microservice")
load(
    ":providers.bzl",
    _CapabilityInfo = "CapabilityInfo",
    _MicroserviceInfo = "MicroserviceInfo",
)
load(":toolchain.bzl", _checker_toolchain = "checker_toolchain")

capability_contract = _capability_contract
wasm_microservice = _wasm_microservice
rust_wasm_microservice = _rust_wasm_microservice
checker_toolchain = _checker_toolchain
CapabilityInfo = _CapabilityInfo
MicroserviceInfo = _MicroserviceInfo
