"""The Bazel package that something belongs to."""

def home(label):
    """Where a label's target is made, as text that no repository mapping changes.

    Args:
        label: the Label.
    Returns:
        string.
    """
    return "@@%s//%s" % (label.repo_name, label.package)
