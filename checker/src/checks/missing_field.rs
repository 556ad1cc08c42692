//! `missing-field`: a document lacks fields that its format requires.

use super::unknown_field::{listed, nearest, only_one};
use super::{Check, Run};
use crate::model::fields::{Field, MANIFEST, texts_where};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-field",
        summary: "A document lacks a field that its format requires, or leaves it blank.",
        page: include_str!("../../../docs/codes/missing-field.md"),
    },
    run: Run::Several(&[Run::Reading, Run::Package(blank)]),
};

/// Texts of a manifest that name something: blank, they are as good as missing. What is wrong with
/// other blank texts has codes of its own.
const NAMES: &[&str] = &[
    "package_id",
    "version",
    "capability_ref.id",
    "capability_ref.version",
    "capability_ref.contract_path",
    "source.path",
    "source.entry",
    "binary.path",
];

fn blank(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    let is_blank = |path: &str, value: &str| value.trim().is_empty() && NAMES.contains(&path);
    texts_where(document, &MANIFEST, |path, text| is_blank(path, text.value))
        .into_iter()
        .map(|(path, text)| {
            Finding::new(&CHECK.code, format!("`{path}` is blank"))
                .label(text.place, "nothing is named here")
                .help(format!("fill in `{path}`; every package has one"))
        })
        .collect()
}

/// A field that an object lacks.
#[derive(Debug)]
pub struct Missing<'a> {
    name: &'static str,
    doc: &'static str,
    /// A key that is no field, and so near to the name that it was meant.
    pub misspelt: Option<(&'a str, Place<'a>)>,
}

impl<'a> Missing<'a> {
    pub fn of(field: &Field) -> Self {
        Self { name: field.name, doc: field.doc, misspelt: None }
    }

    /// The one that was meant by a key.
    pub fn meant<'b>(missing: &'b mut [Self], key: &str) -> Option<&'b mut Self> {
        let open = missing.iter().filter(|field| field.misspelt.is_none());
        let names: Vec<_> = open.map(|field| field.name).collect();
        let meant = match names[..] {
            // Where nothing else is missing, less likeness will do.
            [only] => only_one(key, only),
            _ => nearest(key, &names),
        }?;
        missing.iter_mut().find(|field| field.name == meant)
    }

    fn help(&self) -> String {
        match self.misspelt {
            Some((key, _)) => format!("rename `{key}` to `{}`", self.name),
            None => format!("add `{}`: {}", self.name, self.doc),
        }
    }
}

/// One finding for all that one object lacks: they are one omission.
pub fn finding(place: Place<'_>, inside: &str, missing: &[Missing<'_>]) -> Finding {
    let names: Vec<_> = missing.iter().map(|field| field.name).collect();
    let finding = Finding::new(&CHECK.code, format!("`{inside}` lacks {}", listed(&names)));
    let absent = missing.iter().filter(|field| field.misspelt.is_none()).count();
    let finding = match absent {
        0 => finding,
        1 => finding.label(place, "it belongs here"),
        _ => finding.label(place, "they belong here"),
    };
    let finding = missing.iter().fold(finding, |finding, field| match field.misspelt {
        Some((_, place)) => finding.label(place, format!("did you mean `{}`?", field.name)),
        None => finding,
    });
    missing.iter().fold(finding, |finding, field| finding.help(field.help()))
}

/// A document uses our additions without saying in which version, or under a misspelt name.
pub fn governance(
    place: Place<'_>,
    inside: &str,
    addition: &str,
    slip: Option<(&str, Place<'_>)>,
) -> Finding {
    let message = format!("`{inside}` lacks `governance`, which `{addition}` needs");
    if let Some((key, place)) = slip {
        return Finding::new(&CHECK.code, message)
            .label(place, "did you mean `governance`?")
            .help(format!("rename `{key}` to `governance`"));
    }
    let help = if place.file.ends_with(".toml") {
        "add a table `[governance]` with `schema = 1`"
    } else {
        "add at the top: `\"governance\": { \"schema\": 1 },`"
    };
    Finding::new(&CHECK.code, message)
        .label(place, "`governance.schema` says in which version")
        .help(help)
}
