"""What the targets that a macro makes beside its own have in common with it."""

visibility(["//rules/..."])

# Where a target can be built and by whom; `target_compatible_with` apart, since a module is built for
# another platform than what stands around it.
_ANYWHERE = ["compatible_with", "exec_compatible_with", "exec_properties", "restricted_to", "testonly"]
_BESIDE = _ANYWHERE + ["target_compatible_with"]

def _of(kwargs, names, tags):
    common = {name: kwargs[name] for name in names if name in kwargs}
    return dict(
        common,
        tags = (kwargs.get("tags") or []) + tags,
        visibility = ["//visibility:private"],
    )

def beside(kwargs, tags = []):
    """The attributes of a private target beside the one that a user names.

    Args:
        kwargs: dict, what the user gives to that one.
        tags: list of strings, tags of its own.
    Returns:
        dict.
    """
    return _of(kwargs, _BESIDE, tags)

def below(kwargs, tags = []):
    """The attributes of a private target that is built for WASM.

    Args:
        kwargs: dict, what the user gives to the target that stands on it.
        tags: list of strings, tags of its own.
    Returns:
        dict.
    """
    return _of(kwargs, _ANYWHERE, tags)
