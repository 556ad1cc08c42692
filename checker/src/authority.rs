//! What a package is granted, and where each of its imports stands.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::model::authority::{Group, HostFunction, find};
use crate::model::module::{Import, Kind};
use crate::{Package, Place};

/// What is to be said of an import: the first of these that applies, and nothing more.
#[derive(Debug)]
pub(crate) enum Standing {
    /// A function that hosts may name, but that none links; and no policy grants it.
    Unlinked,
    /// Outside what the package is granted; the function, if any host offers it.
    Ungranted(Option<&'static HostFunction>),
    /// Granted, but the workspace wants it nowhere.
    Unlisted,
    /// The host's function is another than the one imported.
    WrongSignature(&'static HostFunction),
    Fine,
}

/// Where each of a module's imports stands; of one that is imported again, nothing.
#[derive(Debug, Default)]
pub struct Standings(OnceLock<Vec<Option<Standing>>>);

/// The imports of a sound module, each once, with where they stand.
pub(crate) fn imports<'a>(
    package: &'a Package<'_>,
) -> impl Iterator<Item = (&'a Import, &'a Standing)> {
    let imports = package.sound_module().map_or(&[][..], |module| &module.facts.imports);
    // Several checks ask, and a module may have thousands.
    let standings = package.standings.0.get_or_init(|| {
        let mut seen = HashSet::new();
        let own = |import| seen.insert(import).then(|| standing(package, import));
        imports.iter().map(own).collect()
    });
    imports.iter().zip(standings).filter_map(|(import, own)| Some((import, own.as_ref()?)))
}

fn standing(package: &Package<'_>, import: &Import) -> Standing {
    let lists = &package.lists.imports;
    let function = find(&import.module, &import.name);
    let by_contract = function.is_some_and(|function| grants(package, function.group));
    if !by_contract && !lists.grants(&qualified(import)) {
        return match function {
            Some(function) if function.is_unlinked() => Standing::Unlinked,
            _ => Standing::Ungranted(function),
        };
    }
    if !lists.allows(&qualified(import)) {
        return Standing::Unlisted;
    }
    match function {
        Some(function) if !same_type(function, import) => Standing::WrongSignature(function),
        _ => Standing::Fine,
    }
}

fn same_type(function: &HostFunction, import: &Import) -> bool {
    import.kind == Kind::Function
        && function.signature.is_none_or(|signature| import.signature.as_deref() == Some(signature))
}

/// Something that keeps a group from being granted.
#[derive(Debug)]
pub(crate) struct Unmet<'a> {
    /// Where the documents say so, if anywhere.
    pub(crate) place: Option<Place<'a>>,
    pub(crate) label: String,
    /// What would have to be done, if another step doesn't cover it.
    pub(crate) step: Option<String>,
}

/// What the package's documents lack to be granted a group; nothing if they grant it. Groups that
/// are never granted are not asked about.
pub(crate) fn unmet<'a>(package: &'a Package<'_>, group: Group) -> Vec<Unmet<'a>> {
    let contract = &package.contract;
    let id = contract.id.map(|id| id.place);
    let unmet = |label: &str, step: &str| {
        vec![Unmet { place: id, label: label.to_owned(), step: Some(step.to_owned()) }]
    };
    match group {
        Group::Stdio | Group::Withheld => vec![],
        Group::Event if contract.subscribable && contract.emits => vec![],
        Group::Event if contract.subscribable => {
            unmet("this capability emits no events", "name the event in the contract's `emits`")
        }
        Group::Event if contract.emits => unmet(
            "this capability is not subscribable",
            "set `service_type` to `subscribable` in the contract",
        ),
        Group::Event => unmet(
            "this capability emits no events",
            "set `service_type` to `subscribable` in the contract and name the event in its `emits`",
        ),
        Group::Connector if contract.has_connectors => vec![],
        Group::Connector => unmet(
            "this capability requires no connectors",
            "name the connector in the contract's `connector_requirements`",
        ),
        _ => by_exception(package, group),
    }
}

/// Groups that a package has to ask for, and its contract to excuse.
fn by_exception<'a>(package: &'a Package<'_>, group: Group) -> Vec<Unmet<'a>> {
    let (manifest, name) = (&package.manifest, group.name());
    let mut unmet = closed(package, group.constraint());
    if !manifest.groups.iter().any(|text| text.value == name) {
        unmet.push(Unmet {
            place: manifest.groups.first().map(|text| text.place),
            label: format!("`{name}` is not among the groups asked for"),
            step: Some(format!("name `{name}` in the manifest's `authority.groups`")),
        });
    }
    unmet.extend(unexcused(package));
    unmet
}

/// Who keeps a constraint from having the value that opens it.
pub(crate) fn closed<'a>(package: &'a Package<'_>, (name, value): (&str, &str)) -> Vec<Unmet<'a>> {
    let mut unmet = vec![];
    let open = &package.lists.access.by_exception;
    if !open.value.iter().any(|constraint| constraint == name) {
        unmet.push(Unmet {
            place: Some(Place::file(&open.source)),
            label: format!("`access.by_exception` lets no exception open `{name}`"),
            step: Some(format!("add `{name}` to `access.by_exception` in the policy")),
        });
    }
    let mut silent = vec![];
    let stated =
        [(&package.manifest.constraints, "manifest"), (&package.contract.constraints, "contract")];
    for (constraints, owner) in stated {
        let stated = constraints.iter().find(|(key, _)| *key == name).map(|(_, text)| *text);
        if stated.is_none_or(|text| text.value != value) {
            silent.push(owner);
            unmet.push(Unmet {
                place: stated.map(|text| text.place),
                label: format!("the {owner} asks for none of it"),
                step: None,
            });
        }
    }
    if let Some(last) = unmet.last_mut().filter(|_| !silent.is_empty()) {
        last.step = Some(format!("set `{name}` to `{value}` in the {}", silent.join(" and the ")));
    }
    unmet
}

/// What the contract lacks to excuse more than standard input and output.
pub(crate) fn unexcused<'a>(package: &'a Package<'_>) -> Option<Unmet<'a>> {
    (!package.contract.has_exceptions).then(|| Unmet {
        place: package.contract.id.map(|id| id.place),
        label: "its contract names no approved exception".to_owned(),
        step: Some(
            "name the approved exception in the contract's `provenance.exception_refs`".to_owned(),
        ),
    })
}

fn grants(package: &Package<'_>, group: Group) -> bool {
    group != Group::Withheld && unmet(package, group).is_empty()
}

pub(crate) fn qualified(import: &Import) -> String {
    format!("{}::{}", import.module, import.name)
}
