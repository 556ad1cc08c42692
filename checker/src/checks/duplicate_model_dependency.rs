//! `duplicate-model-dependency`: a package depends on one model interface twice, or for no purpose.

use std::collections::BTreeMap;

use super::{Check, Run};
use crate::model::document::Text;
use crate::model::interface::dependencies;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "duplicate-model-dependency",
        summary: "A manifest names a model interface twice, or does not say what for.",
        page: include_str!("../../../docs/codes/duplicate-model-dependency.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    let mut findings = vec![];
    let mut places: BTreeMap<&str, Vec<Text<'_>>> = BTreeMap::new();
    for (index, dependency) in dependencies(document).into_iter().enumerate() {
        let path = format!("model_dependencies[{index}]");
        for (field, text) in
            [("interface", Some(dependency.interface)), ("purpose", dependency.purpose)]
        {
            let Some(text) = text.filter(|text| text.value.trim().is_empty()) else { continue };
            findings.push(
                Finding::new(&CHECK.code, format!("`{path}.{field}` is blank"))
                    .label(text.place, "nothing is told here")
                    .help("say what the package asks of the model, or remove the dependency"),
            );
        }
        if !dependency.interface.value.trim().is_empty() {
            places.entry(dependency.interface.value).or_default().push(dependency.interface);
        }
    }
    for (name, places) in places.iter().filter(|(_, places)| places.len() > 1) {
        let [first, again @ ..] = &places[..] else { continue };
        let finding = Finding::new(
            &CHECK.code,
            format!("the package depends on `{name}` {}", times(places.len())),
        );
        let finding = again
            .iter()
            .fold(finding, |finding, place| finding.label(place.place, "named again here"));
        findings.push(
            finding
                .label(first.place, "first named here")
                .help("name it once, and tell all that it is for in one `purpose`"),
        );
    }
    findings
}

fn times(number: usize) -> String {
    if number == 2 { "twice".into() } else { format!("{number} times") }
}
