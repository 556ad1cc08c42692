"""Stands in for buildozer's module extension: nothing here runs buildozer."""

def _empty_impl(repository_ctx):
    repository_ctx.file("BUILD.bazel")

_empty = repository_rule(implementation = _empty_impl)

buildozer_binary = module_extension(implementation = lambda _: _empty(name = "buildozer_binary"))
