"""What the rules of rules_governed_wasm tell whoever builds on them."""

load(
    "//rules/private:providers.bzl",
    _CapabilityInfo = "CapabilityInfo",
    _EventInfo = "EventInfo",
    _MicroserviceInfo = "MicroserviceInfo",
    _ModelInterfaceInfo = "ModelInterfaceInfo",
    _WorkflowInfo = "WorkflowInfo",
)

CapabilityInfo = _CapabilityInfo
EventInfo = _EventInfo
MicroserviceInfo = _MicroserviceInfo
ModelInterfaceInfo = _ModelInterfaceInfo
WorkflowInfo = _WorkflowInfo
