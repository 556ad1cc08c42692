//! The core module: validated once, with what checks ask of it.

use wasmparser::types::{EntityType, TypesRef};
use wasmparser::{Encoding, Parser, Payload};

use super::digest;
pub use super::facts::{CustomSection, Digests, Export, Import, Kind, Memory, ModuleFacts, Table};
use super::validate::{self, Validation};

/// How many tables a module may have, as in Traverse's runtime.
pub const MAX_TABLES: u32 = 8;

#[derive(Debug)]
pub struct Module<'a> {
    /// The file's name in findings.
    pub name: &'a str,
    pub facts: ModuleFacts,
    /// Why it is no module that can be judged further; then it has no imports, exports and so on.
    pub fault: Option<Fault>,
    /// What ends up in memory, segment by segment.
    pub data: Vec<&'a [u8]>,
    /// Custom sections: name and contents.
    pub custom: Vec<(&'a str, &'a [u8])>,
}

#[derive(Debug)]
pub enum Fault {
    /// Text, by the looks of it, where a binary should be.
    Text,
    Component,
    /// More of these than are read; nothing was validated.
    Crowded {
        what: &'static str,
    },
    Invalid {
        offset: u64,
        message: String,
    },
    /// Valid with a proposal that is not part of what packages may use.
    Unsupported {
        offset: u64,
        message: String,
    },
}

impl Module<'_> {
    pub fn export(&self, name: &str) -> Option<&Export> {
        self.facts.exports.iter().find(|export| export.name == name)
    }
}

/// Reads a core module and validates all of it, function bodies too.
pub fn read<'a>(name: &'a str, bytes: &'a [u8]) -> Module<'a> {
    let mut module = Module {
        name,
        facts: ModuleFacts { bytes: bytes.len() as u64, ..ModuleFacts::default() },
        fault: None,
        data: vec![],
        custom: vec![],
    };
    let Validation { digests, result } = validate::with_digests(bytes);
    module.facts.digests = digests;
    match result {
        Ok(types) => {
            if let Err(error) = module.collect(bytes, types.as_ref()) {
                let message = error.message().to_owned();
                module.fault = Some(Fault::Invalid { offset: error.offset(), message });
            }
        }
        Err(fault) => module.fault = Some(fault),
    }
    module
}

impl<'a> Module<'a> {
    fn collect(&mut self, bytes: &'a [u8], types: TypesRef<'_>) -> wasmparser::Result<()> {
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::Version { encoding: Encoding::Component, .. } => return Ok(()),
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let entity = types.entity_type_from_import(&import);
                        let (kind, signature) = describe(types, entity);
                        self.spaces(entity);
                        self.facts.imports.push(Import {
                            module: import.module.to_owned(),
                            name: import.name.to_owned(),
                            kind,
                            signature,
                        });
                    }
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        self.spaces(Some(EntityType::Memory(memory?)));
                    }
                }
                Payload::TableSection(section) => {
                    for table in section {
                        self.spaces(Some(EntityType::Table(table?.ty)));
                    }
                }
                Payload::StartSection { func, .. } => self.facts.start = Some(func),
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        let (kind, signature) =
                            describe(types, types.entity_type_from_export(&export));
                        let name = export.name.to_owned();
                        self.facts.exports.push(Export { name, kind, signature });
                    }
                }
                Payload::DataSection(section) => {
                    for segment in section {
                        self.data.push(segment?.data);
                    }
                }
                Payload::CustomSection(section) => {
                    self.custom.push((section.name(), section.data()));
                    self.facts.custom_sections.push(CustomSection {
                        name: section.name().to_owned(),
                        bytes: section.data().len() as u64,
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn spaces(&mut self, entity: Option<EntityType>) {
        match entity {
            Some(EntityType::Memory(memory)) => {
                self.facts
                    .memories
                    .push(Memory { initial_pages: memory.initial, maximum_pages: memory.maximum });
            }
            Some(EntityType::Table(table)) => {
                self.facts.tables.push(Table {
                    initial_elements: table.initial,
                    maximum_elements: table.maximum,
                });
            }
            _ => {}
        }
    }
}

fn describe(types: TypesRef<'_>, entity: Option<EntityType>) -> (Kind, Option<String>) {
    match entity {
        Some(EntityType::Func(id) | EntityType::FuncExact(id)) => {
            let ty = types[id].unwrap_func();
            let list = |types: &[wasmparser::ValType]| {
                types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            };
            let signature = format!("({}) -> ({})", list(ty.params()), list(ty.results()));
            (Kind::Function, Some(signature))
        }
        Some(EntityType::Table(_)) => (Kind::Table, None),
        Some(EntityType::Memory(_)) => (Kind::Memory, None),
        Some(EntityType::Global(_)) => (Kind::Global, None),
        // The validator knows the type of everything that it let pass.
        Some(EntityType::Tag(_)) | None => (Kind::Tag, None),
    }
}

/// What `digest` says of these bytes.
pub fn digests(bytes: &[u8]) -> Digests {
    Digests { fnv1a64: digest::fnv1a64(bytes), sha256: digest::sha256(bytes) }
}
