//! Core modules with very much of one thing, written byte by byte.

use super::{Flood, SCALE};

pub fn all(module: &[u8]) -> Vec<Flood> {
    let sections = |sections: &[Vec<u8>]| [&b"\0asm\x01\0\0\0"[..], &sections.concat()].concat();
    let function_type = || section(1, &[1, 0x60, 0, 0]);
    let imports = 1_000_000 / SCALE;
    let import = |number: usize| [&[0][..], &name(&format!("{number:x}")), &[0, 0]].concat();
    let same = |_| [&name("wasi_snapshot_preview1")[..], &name("fd_read"), &[0, 0]].concat();
    let functions = 100_000 / SCALE;
    let exports = functions.max(20_000);
    let export = |number: usize| [&name(&format!("{number:x}"))[..], &[0, 0]].concat();
    let custom = |bytes: usize| section(0, &[&name("data")[..], &vec![b'x'; bytes]].concat());
    let data = |bytes: &[u8]| {
        sections(&[
            section(5, &[1, 0, 0x80, 0x08]),
            vector(11, 1, |_| [&[0, 0x41, 0, 0x0b][..], &prefixed(bytes)].concat()),
        ])
    };
    let filled = |piece: &dyn Fn(usize) -> Vec<u8>, bytes: usize| {
        let mut all = vec![];
        let mut pieces = (0..).map(piece);
        while all.len() < bytes {
            all.extend(pieces.next().unwrap_or_default());
        }
        data(&all)
    };
    let flood = |name, code, bytes: Vec<u8>| Flood::new(name, code, "module", bytes);
    vec![
        flood(
            "1,000,000 imports",
            "too-large",
            sections(&[function_type(), vector(2, imports, import)]),
        ),
        flood(
            "one import 1,000,000 times",
            "too-large",
            sections(&[function_type(), vector(2, imports, same)]),
        ),
        flood(
            "1,000,000 types",
            "too-large",
            sections(&[vector(1, imports, |_| vec![0x60, 1, 0x7f, 0])]),
        ),
        flood(
            "10,000 imports",
            "ungranted-import",
            sections(&[function_type(), vector(2, 10_000, import)]),
        ),
        flood(
            "100,000 functions",
            "digest-mismatch",
            sections(&[
                function_type(),
                vector(3, functions, |_| vec![0]),
                vector(10, functions, |_| {
                    vec![12, 0, 0x41, 1, 0x41, 2, 0x6a, 0x1a, 0x41, 3, 0x1a, 0x01, 0x0b]
                }),
            ]),
        ),
        flood(
            "100,000 exports",
            "too-large",
            sections(&[
                function_type(),
                vector(3, 1, |_| vec![0]),
                vector(7, exports, export),
                vector(10, 1, |_| vec![2, 0, 0x0b]),
            ]),
        ),
        flood(
            "a 60 MB custom section",
            "digest-mismatch",
            [module, &custom(60_000_000 / SCALE)].concat(),
        ),
        flood(
            "custom sections",
            "too-large",
            [module, &section(0, &name("")).repeat(20_000_000 / SCALE)].concat(),
        ),
        flood("60 MB of data", "digest-mismatch", data(&b"/home/x y.z@".repeat(5_000_000 / SCALE))),
        flood("roots in roots", "path-leak", data(&b"/home/".repeat(10_000_000 / SCALE))),
        flood(
            "a path each",
            "path-leak",
            filled(&|number| format!("/home/{number:x}/b\0").into_bytes(), 20_000_000 / SCALE),
        ),
        flood(
            "a model each",
            "concrete-model-trace",
            filled(&|number| format!("gpt-{number:x} ").into_bytes(), 20_000_000 / SCALE),
        ),
        flood("one long word", "digest-mismatch", data(&b"go-".repeat(20_000_000 / SCALE))),
        flood(
            "one long word of names",
            "concrete-model-trace",
            data(&b"gpt-".repeat(15_000_000 / SCALE)),
        ),
        flood(
            "words that begin like models",
            "digest-mismatch",
            filled(&|number| format!("o{number:x} ").into_bytes(), 60_000_000 / SCALE),
        ),
        flood(
            "words that go on after models",
            "digest-mismatch",
            filled(&|number| format!("x.ai{number:x}-").into_bytes(), 60_000_000 / SCALE),
        ),
        flood(
            "zeros",
            "invalid-module",
            [&b"\0asm\x01\0\0\0"[..], &vec![0; 60_000_000 / SCALE]].concat(),
        ),
    ]
}

fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = vec![];
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&leb128(bytes.len())[..], bytes].concat()
}

fn name(text: &str) -> Vec<u8> {
    prefixed(text.as_bytes())
}

fn section(id: u8, bytes: &[u8]) -> Vec<u8> {
    [&[id][..], &prefixed(bytes)].concat()
}

fn vector(id: u8, number: usize, item: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let items: Vec<u8> = (0..number).flat_map(item).collect();
    section(id, &[leb128(number), items].concat())
}
