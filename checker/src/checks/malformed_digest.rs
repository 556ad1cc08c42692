//! `malformed-digest`: a digest is none.

use super::{Check, Run};
use crate::digests::{Fault, Standing, standing};
use crate::finding::first_of;
use crate::model::digest::Malformed;
use crate::model::document::Text;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "malformed-digest",
        summary: "A digest in the manifest has the wrong shape.",
        page: include_str!("../../../docs/codes/malformed-digest.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Standing::Malformed(malformed) = standing(package) else { return vec![] };
    let finding = |(text, fault): (Text<'_>, Fault<'_>)| {
        let label = match fault {
            Fault::NotSha256 => "a builder's digest is a `sha256`".to_owned(),
            Fault::Shape(Malformed::UnknownAlgorithm("")) => {
                "no algorithm stands before it".to_owned()
            }
            Fault::Shape(Malformed::UnknownAlgorithm(name)) => format!("`{name}` is not known"),
            Fault::Shape(Malformed::WrongLength { digits, wanted }) => {
                format!("{digits} digits where {wanted} belong")
            }
            Fault::Shape(Malformed::NotHexadecimal(digit)) => {
                format!("`{digit}` is no digit from 0 to 9 or a to f")
            }
        };
        Finding::new(&CHECK.code, "a digest has the wrong shape")
            .label(text.place, label)
            .help("a digest is `sha256:` and 64 digits, or `fnv1a64:` and 16 in `expected_digest`")
            .help(format!(
                "to record the right one, remove this one and run `{}`",
                package.update_command
            ))
    };
    first_of(malformed, finding)
}
