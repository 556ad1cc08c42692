//! The catalogue: every code there is, and the check that reports it.

mod altered_contract;
mod ambiguous_edge;
mod binary_path_mismatch;
mod broadened_access;
mod composition_without_capability;
mod concrete_model;
mod concrete_model_trace;
mod conflicting_compositions;
mod conflicting_version;
mod constraint_mismatch;
mod cyclic_workflow;
mod dangling_edge;
mod dead_end;
mod debug_sections;
mod deprecated_capability;
mod digest_mismatch;
mod duplicate_composition;
pub(crate) mod duplicate_item;
pub(crate) mod duplicate_key;
mod duplicate_model_dependency;
mod edge_type_mismatch;
mod event_not_emitted;
mod expired_exception;
mod host_bound_boundary;
mod import_signature_mismatch;
mod incompatible_flow;
pub(crate) mod incomplete_contract;
mod incomplete_model_interface;
pub(crate) mod incomplete_workflow;
mod inconsistent_identity;
mod invalid_module;
mod language_mismatch;
mod loose_schema;
mod malformed_date;
mod malformed_digest;
pub(crate) mod malformed_package_id;
mod malformed_version;
mod memory_over_limit;
mod missing_boundary;
pub(crate) mod missing_digest;
mod missing_entry;
mod missing_exception_ref;
mod missing_export;
pub(crate) mod missing_field;
mod never_reads_input;
mod oversized_module;
mod package_id_taken;
mod path_escape;
mod path_leak;
mod placeholder;
mod places;
pub(crate) mod repeated_name;
mod stale_boundary;
mod stale_exception;
mod start_section;
mod stray_export;
mod table_over_limit;
pub(crate) mod too_large;
mod unapproved_capability;
mod uncovered_case;
mod undeclared_input;
mod undeclared_source;
mod understated_version;
mod ungranted_import;
mod unimplemented_capability;
mod unknown_capability;
mod unknown_event;
pub(crate) mod unknown_field;
mod unknown_model_interface;
mod unknown_workflow;
mod unlinked_import;
mod unlisted_import;
mod unreachable_node;
pub(crate) mod unreadable_document;
mod unrecorded_builder;
mod unregistered_capability;
mod unregistered_event;
mod unregistered_workflow;
mod unsatisfiable_schema;
mod unsupported_binary;
pub(crate) mod unsupported_schema_keyword;
pub(crate) mod unsupported_schema_version;
mod unused_grant;
mod version_drift;
mod weak_digest;
mod weak_summary;
pub(crate) mod wrong_type;

pub use self::unknown_field::nearest;
use crate::exceptions::Exceptions;
use crate::model::contract::Contract;
use crate::model::document::Document;
use crate::model::event::Event;
use crate::model::interface::ModelInterface;
use crate::registry::Registry;
use crate::{Code, Composition, Finding, Lists, Package};

#[derive(Debug)]
pub struct Check {
    pub code: Code,
    pub run: Run,
}

impl Check {
    /// Whether the code tells of a document that reading stumbles over.
    pub fn is_of_reading(&self) -> bool {
        self.runs().iter().any(|run| matches!(run, Run::Reading))
    }

    /// Whether packages alone can have the finding.
    pub fn is_of_packages(&self) -> bool {
        self.runs().iter().all(|run| matches!(run, Run::Package(_)))
    }

    /// Whether packages together alone can have the finding.
    pub fn is_of_registries(&self) -> bool {
        self.runs().iter().all(|run| matches!(run, Run::Registry(_)))
    }

    pub fn is_of_exceptions(&self) -> bool {
        self.runs().iter().all(|run| matches!(run, Run::Exceptions(_)))
    }

    fn runs(&self) -> &[Run] {
        match &self.run {
            Run::Several(runs) => runs,
            run => std::slice::from_ref(run),
        }
    }
}

/// Who reports a code's findings.
#[derive(Debug)]
pub enum Run {
    /// Reading a document.
    Reading,
    /// A pure function of the package.
    Package(fn(&Package<'_>) -> Vec<Finding>),
    /// A pure function of the contract.
    Contract(fn(&Contract<'_>) -> Vec<Finding>),
    /// A pure function of the workflow and the contracts that it refers to.
    Workflow(fn(&Composition<'_>) -> Vec<Finding>),
    /// A pure function of the event contract.
    Event(fn(&Event<'_>) -> Vec<Finding>),
    /// A pure function of the model interface and the policy's lists.
    Model(fn(&ModelInterface<'_>, &Lists) -> Vec<Finding>),
    /// A pure function of whatever document holds schemas: a contract, a workflow, an event contract or
    /// a model interface.
    Schemas(fn(&Document<'_>) -> Vec<Finding>),
    /// A pure function of packages together.
    Registry(fn(&Registry<'_>) -> Vec<Finding>),
    /// A pure function of exceptions and what they are held against.
    Exceptions(fn(&Exceptions<'_>) -> Vec<Finding>),
    /// Several of these: the same fault in documents of several kinds.
    Several(&'static [Run]),
}

/// One line a code, by name.
pub static CHECKS: &[&Check] = &[
    &altered_contract::CHECK,
    &ambiguous_edge::CHECK,
    &binary_path_mismatch::CHECK,
    &broadened_access::CHECK,
    &composition_without_capability::CHECK,
    &concrete_model::CHECK,
    &concrete_model_trace::CHECK,
    &conflicting_compositions::CHECK,
    &conflicting_version::CHECK,
    &constraint_mismatch::CHECK,
    &cyclic_workflow::CHECK,
    &dangling_edge::CHECK,
    &dead_end::CHECK,
    &debug_sections::CHECK,
    &deprecated_capability::CHECK,
    &digest_mismatch::CHECK,
    &duplicate_composition::CHECK,
    &duplicate_item::CHECK,
    &duplicate_key::CHECK,
    &duplicate_model_dependency::CHECK,
    &edge_type_mismatch::CHECK,
    &event_not_emitted::CHECK,
    &expired_exception::CHECK,
    &host_bound_boundary::CHECK,
    &import_signature_mismatch::CHECK,
    &incompatible_flow::CHECK,
    &incomplete_contract::CHECK,
    &incomplete_model_interface::CHECK,
    &incomplete_workflow::CHECK,
    &inconsistent_identity::CHECK,
    &invalid_module::CHECK,
    &language_mismatch::CHECK,
    &loose_schema::CHECK,
    &malformed_date::CHECK,
    &malformed_digest::CHECK,
    &malformed_package_id::CHECK,
    &malformed_version::CHECK,
    &memory_over_limit::CHECK,
    &missing_boundary::CHECK,
    &missing_digest::CHECK,
    &missing_entry::CHECK,
    &missing_exception_ref::CHECK,
    &missing_export::CHECK,
    &missing_field::CHECK,
    &never_reads_input::CHECK,
    &oversized_module::CHECK,
    &package_id_taken::CHECK,
    &path_escape::CHECK,
    &path_leak::CHECK,
    &placeholder::CHECK,
    &repeated_name::CHECK,
    &stale_boundary::CHECK,
    &stale_exception::CHECK,
    &start_section::CHECK,
    &stray_export::CHECK,
    &table_over_limit::CHECK,
    &too_large::CHECK,
    &unapproved_capability::CHECK,
    &uncovered_case::CHECK,
    &undeclared_input::CHECK,
    &undeclared_source::CHECK,
    &understated_version::CHECK,
    &ungranted_import::CHECK,
    &unimplemented_capability::CHECK,
    &unknown_capability::CHECK,
    &unknown_event::CHECK,
    &unknown_field::CHECK,
    &unknown_model_interface::CHECK,
    &unknown_workflow::CHECK,
    &unlinked_import::CHECK,
    &unlisted_import::CHECK,
    &unreachable_node::CHECK,
    &unreadable_document::CHECK,
    &unrecorded_builder::CHECK,
    &unregistered_capability::CHECK,
    &unregistered_event::CHECK,
    &unregistered_workflow::CHECK,
    &unsatisfiable_schema::CHECK,
    &unsupported_binary::CHECK,
    &unsupported_schema_keyword::CHECK,
    &unsupported_schema_version::CHECK,
    &unused_grant::CHECK,
    &version_drift::CHECK,
    &weak_digest::CHECK,
    &weak_summary::CHECK,
    &wrong_type::CHECK,
];

/// The names of all codes.
pub fn codes() -> Vec<&'static str> {
    CHECKS.iter().map(|check| check.code.name).collect()
}

pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.code.name == name)
}

/// Every function of every check.
pub(crate) fn runs() -> impl Iterator<Item = &'static Run> {
    CHECKS.iter().flat_map(|check| check.runs())
}
