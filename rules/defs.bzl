"""The public rules of rules_governed_wasm."""

load("//rules/private:capability_contract.bzl", _capability_contract = "capability_contract")
load("//rules/private:event_contract.bzl", _event_contract = "event_contract")
load("//rules/private:governed_registry.bzl", _governed_registry = "governed_registry")
load("//rules/private:governed_update.bzl", _governed_update = "governed_update")
load("//rules/private:model_interface.bzl", _model_interface = "model_interface")
load("//rules/private:reproducible_module_test.bzl", _reproducible_module_test = "reproducible_module_test")
load("//rules/private:rust_wasm_microservice.bzl", _rust_wasm_microservice = "rust_wasm_microservice")
load("//rules/private:wasm_microservice.bzl", _wasm_microservice = "wasm_microservice")
load("//rules/private:workflow_definition.bzl", _workflow_definition = "workflow_definition")
load(
    ":providers.bzl",
    _CapabilityInfo = "CapabilityInfo",
    _EventInfo = "EventInfo",
    _MicroserviceInfo = "MicroserviceInfo",
    _ModelInterfaceInfo = "ModelInterfaceInfo",
    _WorkflowInfo = "WorkflowInfo",
)
load(":toolchain.bzl", _checker_toolchain = "checker_toolchain", _runner_toolchain = "runner_toolchain")

capability_contract = _capability_contract
event_contract = _event_contract
model_interface = _model_interface
workflow_definition = _workflow_definition
governed_registry = _governed_registry
governed_update = _governed_update
wasm_microservice = _wasm_microservice
rust_wasm_microservice = _rust_wasm_microservice
reproducible_module_test = _reproducible_module_test
checker_toolchain = _checker_toolchain
runner_toolchain = _runner_toolchain
CapabilityInfo = _CapabilityInfo
EventInfo = _EventInfo
MicroserviceInfo = _MicroserviceInfo
ModelInterfaceInfo = _ModelInterfaceInfo
WorkflowInfo = _WorkflowInfo
