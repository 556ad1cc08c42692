//! What a check is given: everything known about one package.

use crate::Lists;
use crate::authority::Standings;
use crate::model::boundary::Boundary;
use crate::model::contract::Contract;
use crate::model::document::Text;
use crate::model::interface::ModelInterface;
use crate::model::manifest::Manifest;
use crate::model::module::Module;
use crate::model::placeholder::is_placeholder;
use crate::model::workflow::Workflow;

#[derive(Debug)]
pub struct Package<'a> {
    pub manifest: Manifest<'a>,
    pub contract: Contract<'a>,
    /// The contract file's name, whether or not it could be read.
    pub contract_name: Option<&'a str>,
    /// None if there is no core module or it cannot be read at all.
    pub module: Option<Module<'a>>,
    /// The module's own sources, by name, as the build declares them.
    pub sources: Vec<&'a str>,
    /// Of those that are texts, the name and the text.
    pub source_texts: Vec<(&'a str, &'a str)>,
    /// The boundary document's name, whether or not it could be read.
    pub boundary_name: Option<&'a str>,
    pub boundary: Option<Boundary<'a>>,
    /// Those workflows and model interfaces that could be read.
    pub workflows: Vec<Workflow<'a>>,
    pub models: Vec<ModelInterface<'a>>,
    /// Whether all of them could be read: if not, nothing can be called unknown.
    pub complete: bool,
    /// Whether it lies apart from its sources and its boundary document, as sealed packages do.
    pub sealed: bool,
    /// Found when a check asks for them.
    pub standings: Standings,
    pub lists: &'a Lists,
    pub builder: &'a str,
    pub update_command: &'a str,
}

impl<'a> Package<'a> {
    /// The id and version of the capability that it implements; none where its contract has others,
    /// which is told as that.
    pub fn capability(&self) -> Option<(Text<'a>, Text<'a>)> {
        let (named, declared) = (&self.manifest.capability, &self.contract);
        let same = |named: Option<Text<'a>>, declared: Option<Text<'a>>| {
            let agrees = |text: &Text<'_>| match declared {
                Some(declared) => text.value == declared.value,
                None => !is_placeholder(text.value),
            };
            named.filter(agrees)
        };
        same(named.id, declared.id).zip(same(named.version, declared.version))
    }

    /// The core module, if it is one: of what is broken nothing more is told than that.
    pub fn sound_module(&self) -> Option<&Module<'a>> {
        self.module.as_ref().filter(|module| module.fault.is_none())
    }

    pub fn manifest_name(&self) -> Option<&'a str> {
        self.manifest.document.map(|document| document.name)
    }
}
