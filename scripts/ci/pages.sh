#!/usr/bin/env bash
# Runs the commands of the pages beside the guide, as they stand there, in a newcomer's workspace with one
# package in it. Its .bazelrc is what docs/monorepo.md shows, and so are its targets for all packages;
# the Traverse package that is brought over is made here. CASES=0 builds and runs no case.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=scripts/ci/newcomer.sh
source "$top/scripts/ci/newcomer.sh"
monorepo=$top/docs/monorepo.md
# The pages' exceptions have an end, which no run of this reaches.
printf '#!/bin/sh\necho 2027-01-31\n' >"$tmp/bin/date" && chmod +x "$tmp/bin/date"

fences() { # LANGUAGE [TEXT]: what the fences of this language hold, or the one with the text in it.
  awk -v language="\`\`\`$1" -v text="${2:-}" '
    /^```/ { if (on && (text == "" || index(held, text))) printf "%s", held; on = !on && $0 == language; held = ""; next }
    on { held = held $0 "\n" }' "$monorepo"
}

shown() { # LANGUAGE TEXT: a fence of the language holds the text.
  [ -n "$2" ] && [[ $(fences "$1") == *"$2"* ]] || { echo "$2"; echo "is in no $1 of docs/monorepo.md"; return 1; }
}

# What a Rust package needs beyond the four statements, which scripts/ci/own_checker.sh builds with.
what_is_shown_is_what_is_used() {
  shown starlark "$(sed -n '/^crate = /,/^use_repo/p' MODULE.bazel)" &&
    shown toml "$(sed -n '/^\[package\]/,$p' Cargo.toml)" && shown starlark "$(grep '^governance.policy' MODULE.bazel)"
}

lay_out() {
  { fences bazelrc; echo "$quietly"; } >.bazelrc
  new note-order wat && fill packages/note-order && approve note-order || return 1
  for target in governed_update governed_registry; do fences starlark "    name = \"${target#governed_}\""; done |
    sed 's#//packages/calculate-price#//packages/note-order#; /route-shipment/d' >packages/BUILD.bazel
}

# A package that breaks a rule today. The exception that the page's commands write takes effect.
before_the_rules() { sed -i 's/^summary = .*/summary = "Notes."/' packages/note-order/manifest.toml; }
excepted() {
  grep -q '^code = "weak-summary"$' policy.toml && says 'warning[weak-summary]' bazel build //packages/note-order
}

# A repository of Traverse's with one package; the module answers `{}`.
traverse() {
  local package=$tmp/traverse/examples/hello-world/say-hello-agent from=$top/rules/tests/outside/prebuilt/courier
  mkdir -p "$package/artifacts" "$package/runtime-requests"
  cp "$from/courier.wasm" "$package/artifacts/say-hello-agent.wasm"
  cp "$from/contract.json" "$tmp/traverse/examples/hello-world/contract.json"
  cat >"$package/runtime-requests/hello.json" <<'END'
{ "kind": "runtime_request", "intent": { "capability_id": "desk.acknowledge", "capability_version": "1.0.0" }, "input": { } }
END
  cat >"$package/manifest.json" <<'END'
{
  "kind": "capability_package", "schema_version": "1.0.0", "package_id": "desk.say-hello-agent", "version": "1.0.0",
  "summary": "Acknowledges whatever it is sent.",
  "capability_ref": { "id": "desk.acknowledge", "version": "1.0.0", "contract_path": "../contract.json" },
  "workflow_refs": [],
  "source": { "path": "./src/agent.rs", "language": "rust", "entry": "run" },
  "binary": {
    "path": "./artifacts/say-hello-agent.wasm", "format": "wasm",
    "expected_digest": "fnv1a64:61c90eaebd34618f", "abi_version": "1.0.0"
  },
  "constraints": { "host_api_access": "none", "network_access": "forbidden", "filesystem_access": "none" },
  "model_dependencies": []
}
END
  mkdir "$package/src" && echo '// What the module was built from.' >"$package/src/agent.rs"
}

# What the import says is left to do, and the microservice runs.
traverse_runs_here() {
  local package=packages/say-hello-agent target=//packages/say-hello-agent
  sed -i 's/adapters = .*/adapters = ["http"]/; s/"replace-me[^"]*"/"http"/' $package/manifest.toml
  sed -i 's/`replace-me`/`http`/; s/replace-me: //' $package/BOUNDARY.md
  says 'approved desk.acknowledge@1.0.0' bazel run $target:contract.approve && run bazel test $target/...
}

tally 'what docs/monorepo.md shows is what is used here' what_is_shown_is_what_is_used
tally 'a package is laid out' lay_out
tally 'it breaks a rule' before_the_rules
the_page docs/monorepo.md
tally 'what was there before the rules is excepted' excepted
the_page docs/schemas/README.md
tally 'the schemas are those of the documentation' diff -r --exclude=README.md --exclude=BUILD.bazel "$top/docs/schemas" .vscode/schemas
tally 'docs/README.md: explain' says '# digest-mismatch' bazel run @rules_governed_wasm//:checker -- explain digest-mismatch
tally 'a Traverse repository is made' traverse
the_page docs/from-traverse.md
tally 'a package from Traverse runs here' traverse_runs_here
the_page docs/other-languages.md
tally_end
