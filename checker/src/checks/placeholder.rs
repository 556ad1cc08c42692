//! `placeholder`: a value is still the template's.

use super::{Check, Run};
use crate::model::digest;
use crate::model::document::Text;
use crate::model::fields::{MANIFEST, texts};
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "placeholder",
        summary: "A value in the manifest was never filled in.",
        page: include_str!("../../../docs/codes/placeholder.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    let finding = |(path, text): (String, Text<'_>)| {
        if digest::is_zero(text.value) {
            return Finding::new(&CHECK.code, format!("`{path}` is all zeros, as in a template"))
                .label(text.place, "the digest of nothing that exists")
                .help(format!("record the module's digest: `{}`", package.update_command));
        }
        Finding::new(&CHECK.code, format!("`{path}` was never filled in"))
            .label(text.place, "still a placeholder")
            .help(format!("write the package's own `{path}`"))
    };
    let texts = texts(document, &MANIFEST).into_iter();
    texts.filter(|(_, text)| is_placeholder(text.value)).map(finding).collect()
}
