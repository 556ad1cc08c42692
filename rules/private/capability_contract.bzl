"""The `capability_contract` rule, and the macro that adds its `.approve`."""

load(":common_attributes.bzl", "beside")
load(":contract_approve.bzl", "contract_approve")
load(":document.bzl", "GOVERNANCE_ATTR", "seal")
load(":providers.bzl", "CapabilityInfo", "new_capability_info")
load(":verdict.bzl", "CHECKER_TOOLCHAIN_TYPE", "pasteable")

def _capability_contract_impl(ctx):
    document = ctx.file.contract
    sealed, verdict, providers = seal(
        ctx,
        "contract",
        document,
        beside = [("approved", file) for file in ctx.files.approved],
        update_command = "bazel run %s.approve" % pasteable(ctx.label),
    )
    return providers + [new_capability_info(
        contract = sealed,
        document = document,
        verdict = verdict,
    )]

_capability_contract = rule(
    implementation = _capability_contract_impl,
    doc = "See the macro `capability_contract`.",
    attrs = {
        "approved": attr.label_list(
            doc = "The versions of the contract that have been approved, `approved/<version>.json`.",
            allow_files = [".json"],
        ),
        "contract": attr.label(
            doc = "The contract, a JSON document of kind `capability_contract`.",
            mandatory = True,
            allow_single_file = [".json"],
        ),
        "_governance": GOVERNANCE_ATTR,
    },
    provides = [CapabilityInfo],
    toolchains = [CHECKER_TOOLCHAIN_TYPE],
)

def _approved_beside(contract):
    # Where `NAME.approve` writes them. What a select() names nobody knows yet.
    label = native.package_relative_label(contract if type(contract) != "select" else "contract.json")
    if label.package != native.package_name() or label.repo_name != native.repo_name():
        return []
    folder = label.name.rpartition("/")[0]
    return native.glob([folder + "/approved/*.json" if folder else "approved/*.json"], allow_empty = True)

def capability_contract(name, contract, approved = None, **kwargs):
    """A capability contract, judged once, whichever packages implement it.

    Makes two targets: `NAME`, the sealed contract (output group `verdict`: what was found), and
    `NAME.approve`, which `bazel run` uses to show what is new since the last approved version and to
    write `approved/<version>.json` for review.

    Args:
        name: the target's name.
        contract: the contract, a JSON document of kind `capability_contract`.
        approved: the approved versions; by default `approved/*.json` beside the contract, where it is
            a file of this Bazel package.
        **kwargs: what every rule takes, such as `visibility` and `tags`.
    """
    _capability_contract(
        name = name,
        approved = _approved_beside(contract) if approved == None else approved,
        contract = contract,
        **kwargs
    )
    contract_approve(
        name = name + ".approve",
        contract = contract,
        **beside(kwargs, tags = ["manual"])
    )
