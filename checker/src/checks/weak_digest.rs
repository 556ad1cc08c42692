//! `weak-digest`: only a digest that anyone can forge applies.

use super::{Check, Run};
use crate::digests::{Standing, standing};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "weak-digest",
        summary: "The only digest that applies is an `fnv1a64`, which anyone can forge.",
        page: include_str!("../../../docs/codes/weak-digest.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Standing::Weak(text) = standing(package) else { return vec![] };
    vec![
        Finding::new(&CHECK.code, "only an `fnv1a64` stands for the core module")
            .label(
                text.place,
                "64 bits, and no protection: other bytes with this digest are easily made",
            )
            .help(format!("record a `sha256` beside it: `{}`", package.update_command)),
    ]
}
