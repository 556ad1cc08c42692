//! `broadened-access`: a package asks for more than standard input and output, without what allows it.

use super::{Check, Run};
use crate::authority::{Standing, Unmet, closed, imports, unexcused};
use crate::model::authority::Group;
use crate::model::document::Text;
use crate::model::fields::{CONSTRAINT_VALUES, narrow};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "broadened-access",
        summary: "A package asks for more access than anything allows it.",
        page: include_str!("../../../docs/codes/broadened-access.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    CONSTRAINT_VALUES.iter().filter_map(|(name, _)| constraint(package, name)).collect()
}

fn constraint(package: &Package<'_>, name: &str) -> Option<Finding> {
    let stated = |constraints: &[(&str, Text<'_>)]| {
        constraints.iter().find(|(key, _)| *key == name).map(|(_, text)| text.value.to_owned())
    };
    let (_, own) = package.manifest.constraints.iter().find(|(key, _)| *key == name)?;
    // Where the two disagree, `constraint-mismatch` says so.
    if stated(&package.contract.constraints)? != own.value {
        return None;
    }
    let groups: Vec<_> =
        Group::BY_NAME.into_iter().filter(|group| group.constraint().0 == name).collect();
    // An import that lacks the same is told with every step towards it.
    let refused = |standing: &Standing| matches!(standing, Standing::Ungranted(Some(function)) if groups.contains(&function.group));
    if imports(package).any(|(_, standing)| refused(standing)) {
        return None;
    }
    let constraint = groups.first()?.constraint();
    let named = |text: &&Text<'_>| groups.iter().any(|group| group.name() == text.value);
    let asked = package.manifest.groups.iter().find(named);
    let open = own.value == constraint.1;
    if !open && asked.is_none() {
        return None;
    }
    let mut unmet = closed(package, constraint);
    if asked.is_none() {
        let names: Vec<_> = groups.iter().map(|group| format!("`{}`", group.name())).collect();
        unmet.push(Unmet {
            place: None,
            label: String::new(),
            step: Some(format!(
                "name what it is for in the manifest's `authority.groups`: {}",
                names.join(", ")
            )),
        });
    }
    unmet.extend(unexcused(package));
    if unmet.is_empty() {
        return None;
    }
    let finding = match asked.filter(|_| !open) {
        Some(asked) => Finding::new(
            &CHECK.code,
            format!("the package asks for the group `{asked}`, which `{name}` = `{own}` excludes"),
        )
        .label(asked.place, "asked for here")
        .help(format!("remove `{asked}` from `authority.groups`")),
        None => Finding::new(&CHECK.code, format!("the package is not allowed `{name}` = `{own}`"))
            .label(
                own.place,
                if asked.is_some() {
                    "asked for here"
                } else {
                    "no group in `authority.groups` says what for"
                },
            )
            .help(format!("set `{name}` to `{}` in the manifest and the contract", narrow(name))),
    };
    let labels = unmet.iter().filter_map(|unmet| Some((unmet.place?, &unmet.label)));
    let finding = labels.fold(finding, |finding, (place, label)| finding.label(place, label));
    let steps: Vec<_> = unmet.into_iter().filter_map(|unmet| unmet.step).collect();
    Some(finding.help(format!("or, to be allowed it: {}", steps.join("; "))))
}
