"""What the rules of rules_governed_wasm tell each other, and whoever builds on them."""

CapabilityInfo = provider(
    doc = "A capability contract that its own check has let through.",
    fields = {
        "contract": "File: the sealed contract; it exists only if its verdict is clean.",
        "document": "File: the contract as written. Use it to judge, never to release.",
        "verdict": "File: the verdict on the contract, as JSON.",
    },
)

MicroserviceInfo = provider(
    doc = "A governed microservice. It holds nothing that the gate has not let through.",
    fields = {
        "capability": "CapabilityInfo: the one contract that the microservice implements.",
        "manifest": "File: the sealed manifest, canonical JSON, with the module's digests.",
        "module": "File: the sealed core module; it exists only if the verdict is clean.",
        "verdict": "File: the verdict on the package, as JSON.",
    },
)

GovernanceInfo = provider(
    doc = "The workspace's policy and builder, as its root module states them.",
    fields = {
        "builder": "string: the name under which manifests record the digests of this build.",
        "dev": "bool: whether findings about digests and approvals are reported only.",
        "levels": "File: the policy's levels and exceptions, for gates.",
        "lists": "File: the policy's lists and budgets, for verdicts.",
    },
)
