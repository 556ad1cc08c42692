//! `checker compare`: two builds of one core module, and what is said of where they part.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use bin::{Workspace, code};

const MODULE: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start"))
  (func (result i32) (i32.const 1000))
  (data (i32.const 0) "steady")
  (data (i32.const 64) "built in /tmp/first/out")
  (@custom "producers" "\00"))"#;

/// What is said of the module and of the same with `from` replaced by `to`.
fn compared(from: &str, to: &str) -> (i32, String) {
    let workspace = Workspace::new();
    workspace.write("first.wasm", wat::parse_str(MODULE).expect("valid WAT"));
    assert!(MODULE.contains(from));
    workspace.write("second.wasm", wat::parse_str(MODULE.replace(from, to)).expect("valid WAT"));
    let output = workspace.run(&["compare", "first.wasm", "second.wasm"]);
    (code(&output), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_same_bytes_are_the_same() {
    let (code, shown) = compared("", "");
    assert_eq!(code, 0);
    assert!(
        shown.starts_with("first.wasm and second.wasm are the same 161 bytes: sha256:"),
        "{shown}"
    );
}

#[test]
fn a_path_in_the_data_is_shown_whole() {
    let (code, shown) = compared("/tmp/first/out", "/tmp/second/out");
    assert_eq!(code, 1);
    let wanted = "\
error: first.wasm and second.wasm differ

section             first.wasm  second.wasm
type                16          16
import              34          34
function            3           3
memory              3           3
export              19          19
code                10          10
data                41          42           differs
custom `producers`  11          11

first difference: section data, data segment 1
  first.wasm   byte 139: 74 6d 70 2f [66] 69 72 73 74 2f 6f 75 74
  second.wasm  byte 139: 74 6d 70 2f [73] 65 63 6f 6e 64 2f 6f 75 74
  first.wasm   reads \"built in /tmp/first/out\"
  second.wasm  reads \"built in /tmp/second/out\"
help: a path of the build is in the bytes: give rustc `--remap-path-prefix=$PWD=.`, clang `-ffile-prefix-map=$PWD=.`, and write no `$@` or `$(RULEDIR)` into what a genrule makes
";
    assert_eq!(shown, wanted);
}

#[test]
fn a_function_is_named_as_the_module_counts_it() {
    let (code, shown) = compared("1000", "1001");
    assert_eq!(code, 1);
    assert!(shown.contains("first difference: section code, function 2\n"), "{shown}");
    assert!(shown.contains("help: look for what differs from build to build: "), "{shown}");
}

#[test]
fn a_section_that_one_alone_has_shifts_no_other() {
    let (code, shown) = compared(
        r#"(@custom "producers""#,
        r#"(@custom "name" (before first) "\00") (@custom "producers""#,
    );
    assert_eq!(code, 1);
    assert!(shown.contains("custom `name`       none        6            differs\n"), "{shown}");
    assert_eq!(shown.matches(" differs\n").count(), 1, "{shown}");
    assert!(
        shown.contains("first difference: section custom `name`\n  first.wasm   has none\n"),
        "{shown}"
    );
}

#[test]
fn a_custom_section_reads_without_its_name() {
    let (code, shown) = compared(r#""producers" "\00""#, r#""producers" "/home/ada/build""#);
    assert_eq!(code, 1);
    assert!(shown.contains("second.wasm  reads \"/home/ada/build\"\n"), "{shown}");
    assert!(shown.contains("help: a path of the build is in the bytes"), "{shown}");
}

#[test]
fn contents_that_end_sooner_are_told() {
    let (code, shown) = compared("/tmp/first/out", "/tmp/first");
    assert_eq!(code, 1);
    assert!(shown.contains("second.wasm  byte 144: 69 72 73 74 ends here\n"), "{shown}");
}

#[test]
fn what_is_no_module_is_compared_too() {
    let workspace = Workspace::new();
    workspace.write("a", "no module\u{7}");
    workspace.write("b", "no modules");
    let output = workspace.run(&["compare", "a", "b"]);
    let wanted = "\
error: a and b differ

first difference: outside of the sections' contents
  a  byte 9: 64 75 6c 65 [07]
  b  byte 9: 64 75 6c 65 [73]
  a  reads \"no module\"
  b  reads \"no modules\"
help: look for what differs from build to build: a path, the time, a random number, the order in which a folder lists its files or a map its keys
";
    assert_eq!((code(&output), &*String::from_utf8_lossy(&output.stdout)), (1, wanted));
}

#[test]
fn a_file_that_is_not_there_is_no_difference() {
    let workspace = Workspace::new();
    workspace.write("a", "");
    assert_eq!(code(&workspace.run(&["compare", "a", "nowhere"])), 2);
}
