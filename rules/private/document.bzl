"""What the rules for documents share: judge a document once, let it out if its verdict is clean."""

load(":providers.bzl", "GovernanceInfo")
load(":verdict.bzl", "GOVERNANCE", "judge", "seal_document")

visibility(["//rules/..."])

GOVERNANCE_ATTR = attr.label(default = GOVERNANCE, providers = [GovernanceInfo])

def seal(ctx, subject, document, beside = [], update_command = None, also = [], after = []):
    """Judges a document and seals it.

    Args:
        ctx: the context of a rule with the attribute `_governance`.
        subject: the kind of document, which is its role too.
        document: File.
        beside: list of (role, File), what it is judged by.
        update_command: what a user runs to record the document as it is now.
        also: list of Files, the verdicts on what the document stands on.
        after: list of Files, what their gates let out.
    Returns:
        (sealed, verdict, providers): two Files, and the providers every document's rule returns.
    """
    governance = ctx.attr._governance[GovernanceInfo]
    verdict = judge(ctx, subject, governance, [(subject, document)] + beside, update_command)
    sealed = seal_document(ctx, governance, verdict, document, also, after)
    return sealed, verdict, [
        DefaultInfo(files = depset([sealed])),
        OutputGroupInfo(verdict = depset([verdict])),
    ]
