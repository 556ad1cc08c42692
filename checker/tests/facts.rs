//! `checker facts` as people and as programs read it.
#![expect(clippy::disallowed_methods, reason = "tests read and write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;

use bin::{Workspace, code, stderr};
use serde_json::{Value, json};

const MODULE: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
  (import "env" "log" (func (param i64)))
  (memory (export "memory") 2 128)
  (table 3 funcref)
  (func (export "_start"))
  (data (i32.const 0) "hello")
  (@custom "producers" "\00"))"#;

fn written() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("m.wasm", wat::parse_str(MODULE).expect("valid WAT"));
    workspace
}

#[test]
fn a_table_for_people() {
    let output = written().run(&["facts", "m.wasm"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let shown: Vec<_> = shown.lines().collect();
    let wanted = "
import                           signature                      group
wasi_snapshot_preview1::fd_read  (i32, i32, i32, i32) -> (i32)  stdio
env::log                         (i64) -> ()                    offered by no host

export  signature
memory  memory
_start  () -> ()

memory  pages at start  at most
0       2               128

table  elements at start  at most
0      3                  no bound
";
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(shown[0].starts_with("m.wasm: ") && shown[0].ends_with(" bytes"), "{shown:?}");
    assert!(shown[1].starts_with("sha256:") && shown[2].starts_with("fnv1a64:"), "{shown:?}");
    assert_eq!(shown[3..17].join("\n"), wanted.trim_end());
    assert!(shown.contains(&"custom `producers`  11"), "{shown:#?}");
}

#[test]
fn json_for_programs() {
    let output = written().run(&["facts", "m.wasm", "--json"]);
    let facts: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(facts["imports"][0]["group"], "stdio");
    assert_eq!(facts["imports"][1]["group"], Value::Null);
    assert_eq!(facts["memories"], json!([{ "initial_pages": 2, "maximum_pages": 128 }]));
    assert_eq!(facts["sections"][0]["name"], "type");
}

#[test]
fn what_is_no_module_is_told() {
    let workspace = written();
    for (bytes, wanted) in [
        (&b"(module)"[..], "is no core module but a text"),
        (b"\0asm\x0d\0\x01\0", "is a component"),
        (b"\0asm\x01\0\0\0\x01\x05", "is no valid core module"),
    ] {
        workspace.write("m.wasm", bytes);
        let output = workspace.run(&["facts", "m.wasm"]);
        assert_eq!(code(&output), 1);
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
    assert_eq!(code(&workspace.run(&["facts", "gone.wasm"])), 2);
}

#[test]
fn what_is_larger_than_a_module_is_not_read() {
    let workspace = written();
    let file = fs::File::create(workspace.path("m.wasm")).expect("a new file");
    file.set_len(1 << 40).expect("a sparse file");
    for args in [
        &["facts", "m.wasm"][..],
        &["compare", "m.wasm", "m.wasm"],
        &["update", "--manifest", "p/manifest.toml", "--module", "m.wasm"],
    ] {
        let output = workspace.run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        let shown = stderr(&output);
        assert!(shown.contains("m.wasm is larger than 64 MiB"), "{args:?}: {shown}");
    }
}
