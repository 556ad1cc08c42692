#!/usr/bin/env bash
# generate.sh FOLDER N: two workspaces with the same N packages, FOLDER/governed and FOLDER/plain.
# The packages implement 20 capabilities, with a core module each, and are composed into ten workflows; no
# two packages have a file alike. Plain ones copy their files, by one genrule each. CHECKER names the
# checker and MODULES the core modules that the 20 are variants of; they import what every module may.
# The same N gives the same bytes.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
folder=$1 n=$2
base=$top/checker/fixtures/base
: "${CHECKER:?}" "${MODULES:?}"
mkdir -p "$folder"/{modules,governed/tools,governed/workflows,plain/workflows}
cd "$folder"

read -ra given <<<"$MODULES"
for ((m = 0; m < 20; m++)); do
  # A custom section `variant` with the module's number.
  { cat "${given[m % ${#given[@]}]}" && printf '\0\x0c\x07variant%04d' $m; } >modules/$m.wasm
done

# Even capabilities greet, odd ones shout, so that each pair makes a workflow.
capability() { if (($1 % 2)); then echo "shout-$1"; else echo "greet-$1"; fi; }
rename() { # FILE NUMBER: the base's file, under the names of its number.
  local greet=$(($2 / 2 * 2)) file=$1
  sed "s/demo\.greet\b/demo.greet-$greet/g; s/demo\.shout\b/demo.shout-$((greet + 1))/g; s/demo\.welcome\b/demo.welcome-$((greet / 2))/g
    s/\"name\": \"greet\"/\"name\": \"greet-$greet\"/; s/\"name\": \"shout\"/\"name\": \"shout-$((greet + 1))\"/
    s/\"name\": \"welcome\"/\"name\": \"welcome-$((greet / 2))\"/" "$base/$file" |
    if [ "$file" = shout.json ]; then
      # Its use case is the greeter's.
      sed 's/{ "name": "Ada" }/{ "greeting": "Hello, Ada!" }/; s/"output_example": .*/"output_example": { "loud": "HELLO, ADA!" },/'
    else cat; fi
}
for ((m = 0; m < 20; m++)); do
  name=$(capability $m) document=contract.json
  ((m % 2)) && document=shout.json
  mkdir -p governed/capabilities/"$name"/approved
  rename $document $m >governed/capabilities/"$name"/contract.json
  cp governed/capabilities/"$name"/contract.json governed/capabilities/"$name"/approved/1.0.0.json
  cat >governed/capabilities/"$name"/BUILD.bazel <<EOF
load("@rules_governed_wasm//rules:defs.bzl", "capability_contract")

capability_contract(
    name = "contract",
    contract = "contract.json",
    visibility = ["//visibility:public"],
)
EOF
  mkdir -p plain/capabilities/"$name"
  cp governed/capabilities/"$name"/contract.json plain/capabilities/"$name"/
  echo 'exports_files(["contract.json"], visibility = ["//visibility:public"])' >plain/capabilities/"$name"/BUILD.bazel
done
echo 'load("@rules_governed_wasm//rules:defs.bzl", "workflow_definition")' >governed/workflows/BUILD.bazel
for ((w = 0; w < 10; w++)); do
  rename workflow.json $((2 * w)) >governed/workflows/welcome-$w.json
  cp governed/workflows/welcome-$w.json plain/workflows/
  cat >>governed/workflows/BUILD.bazel <<EOF

workflow_definition(
    name = "welcome-$w",
    capabilities = [
        "//capabilities/greet-$((2 * w)):contract",
        "//capabilities/shout-$((2 * w + 1)):contract",
    ],
    visibility = ["//visibility:public"],
    workflow = "welcome-$w.json",
)
EOF
done
echo 'exports_files(glob(["*.json"]), visibility = ["//visibility:public"])' >plain/workflows/BUILD.bazel

cat >governed/MODULE.bazel <<EOF
module(name = "monorepo")

bazel_dep(name = "rules_governed_wasm", version = "0.1.0")
local_path_override(
    module_name = "rules_governed_wasm",
    path = "$top",
)

governance = use_extension("@rules_governed_wasm//rules:extensions.bzl", "governance")
governance.policy(file = "//:policy.toml")

governance.checker(target = "//tools:checker")
register_toolchains("//tools:all")
EOF
cp -L "$CHECKER" governed/tools/checker
cat >governed/tools/BUILD.bazel <<'EOF'
load("@rules_governed_wasm//rules:defs.bzl", "checker_toolchain")

toolchain(
    name = "toolchain",
    toolchain = ":given",
    toolchain_type = "@rules_governed_wasm//rules:checker_toolchain_type",
)

checker_toolchain(
    name = "given",
    checker = "checker",
    tags = ["manual"],
)
EOF
cat >governed/policy.toml <<'EOF'
[governance]
schema = 1
profile = "strict"

[levels]
weak-summary = "warn"

[budgets]
table_elements = 1024
EOF
echo 'exports_files(["policy.toml"])' >governed/BUILD.bazel
# The same graph of modules; no package loads anything of it.
sed '/^governance/,$d' governed/MODULE.bazel >plain/MODULE.bazel
: >plain/BUILD.bazel
for each in governed plain; do
  echo "import $top/.bazelrc" >$each/.bazelrc
done

for ((p = 0; p < n; p++)); do printf 'governed/packages/p%d/src plain/packages/p%d/src ' $p $p; done | xargs mkdir -p
for ((p = 0; p < n; p++)); do
  in=governed/packages/p$p m=$((p % 20))
  # A custom section `id` with the package's number.
  { cat modules/$m.wasm && printf '\0\x09\x02id%06d' $p; } >$in/p$p.wasm
  printf 'fn run() {} // %d\n' $p >$in/src/main.rs
done
(cd governed && sha256sum packages/*/*.wasm) | awk -v base="$base" '
  function copy(from, to,   line) {
    while ((getline line <(base "/" from)) > 0) {
      gsub(/demo\.greet/, capability, line)
      if (line ~ /^package_id/) line = "package_id = \"" capability ".p" p "\""
      if (line ~ /^contract_path/) line = "contract_path = \"" contract "\""
      if (line ~ /^path = "greet/) line = "path = \"p" p ".wasm\""
      sub(/\[contract\.json\]\(contract\.json\)/, "[contract.json](" contract ")", line)
      if (line ~ /^\[binary\.digests\]/) continue
      if (line ~ /^default = /) line = "expected_digest = \"sha256:" digest "\""
      print line >to
    }
    close(base "/" from)
    if (from == "manifest.toml")
      printf "\n[[known_compositions]]\nworkflow_id = \"demo.welcome-%d\"\nworkflow_version = \"1.0.0\"\n", w >to
    close(to)
  }
  {
    digest = $1
    split($2, parts, "/"); p = substr(parts[2], 2)
    m = p % 20; w = int(m / 2)
    capability = (m % 2 ? "demo.shout-" : "demo.greet-") m
    name = substr(capability, 6)
    contract = "../../capabilities/" name "/contract.json"
    governed = "governed/packages/p" p; plain = "plain/packages/p" p
    copy("manifest.toml", governed "/manifest.toml")
    copy("BOUNDARY.md", governed "/BOUNDARY.md")
    build = governed "/BUILD.bazel"
    printf "load(\"@rules_governed_wasm//rules:defs.bzl\", \"wasm_microservice\")\n\nwasm_microservice(\n    name = \"p%d\",\n    srcs = [\"src/main.rs\"],\n    capability = \"//capabilities/%s:contract\",\n    manifest = \"manifest.toml\",\n    module = \"p%d.wasm\",\n    visibility = [\"//visibility:public\"],\n    workflows = [\"//workflows:welcome-%d\"],\n)\n", p, name, p, w >build
    close(build)
    build = plain "/BUILD.bazel"
    printf "genrule(\n    name = \"p%d\",\n    srcs = [\n        \"manifest.toml\",\n        \"p%d.wasm\",\n        \"BOUNDARY.md\",\n        \"src/main.rs\",\n        \"//capabilities/%s:contract.json\",\n        \"//workflows:welcome-%d.json\",\n    ],\n    outs = [\n        \"out/p%d.wasm\",\n        \"out/manifest.toml\",\n    ],\n    cmd = \"! grep -q FAULT $(location manifest.toml) && cp $(location manifest.toml) $(location p%d.wasm) $(RULEDIR)/out\",\n    visibility = [\"//visibility:public\"],\n)\n", p, p, name, w, p, p >build
    close(build)
  }'
for ((p = 0; p < n; p++)); do
  cp governed/packages/p$p/{p$p.wasm,manifest.toml,BOUNDARY.md} plain/packages/p$p/
  cp governed/packages/p$p/src/main.rs plain/packages/p$p/src/
done
