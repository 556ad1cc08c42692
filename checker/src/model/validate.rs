//! Full validation of a core module, of a large one its function bodies on two threads.

use std::thread;

use wasmparser::types::Types;
use wasmparser::{
    Error, FuncToValidate, FuncValidatorAllocations, FunctionBody, Parser, Payload, ValidPayload,
    Validator, ValidatorResources, WasmFeatures,
};

use super::module::{Digests, Fault, digests};
use crate::reading::LIST_LIMIT;

pub(super) struct Validation {
    pub(super) digests: Digests,
    pub(super) result: Result<Types, Fault>,
}

/// What compilers emit for WASI preview 1 and every host runs: WebAssembly 2.0, and constant
/// expressions with arithmetic.
const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .union(WasmFeatures::EXTENDED_CONST)
    .union(WasmFeatures::CALL_INDIRECT_OVERLONG)
    .union(WasmFeatures::BULK_MEMORY_OPT);

/// Smaller modules are done before another thread has started; and who judges many of them has
/// threads of its own.
const LARGE: usize = 1 << 18;

type Function<'a> = (FuncToValidate<ValidatorResources>, FunctionBody<'a>);

pub(super) fn with_digests(bytes: &[u8]) -> Validation {
    if !bytes.starts_with(b"\0asm") {
        let text =
            bytes.iter().take(64).all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
        let fault = if text && !bytes.is_empty() {
            Fault::Text
        } else {
            Fault::Invalid { offset: 0, message: "it does not begin with `\\0asm`".into() }
        };
        return Validation { digests: digests(bytes), result: Err(fault) };
    }
    // A component's header says layer 1 where a core module's says 0.
    if bytes.get(6) == Some(&1) {
        return Validation { digests: digests(bytes), result: Err(Fault::Component) };
    }
    if let Some(what) = crowded(bytes) {
        return Validation { digests: digests(bytes), result: Err(Fault::Crowded { what }) };
    }
    if bytes.len() < LARGE {
        let result = validate(bytes, FEATURES).map_err(|error| explain(bytes, &error));
        return Validation { digests: digests(bytes), result };
    }
    thread::scope(|scope| {
        let digests = scope.spawn(|| digests(bytes));
        let result = validate(bytes, FEATURES).map_err(|error| explain(bytes, &error));
        Validation { digests: digests.join().expect("hashing does not panic"), result }
    })
}

/// What there is too much of. Validation and verdicts hold a record of each, many times its size, and
/// a file of a few megabytes has room for a million.
fn crowded(bytes: &[u8]) -> Option<&'static str> {
    let (mut types, mut imports, mut exports, mut sections) = (0, 0, 0, 0);
    for payload in Parser::new(0).parse_all(bytes) {
        // What cannot be read is told by the validator.
        match payload.ok()? {
            Payload::TypeSection(section) => {
                // A group counts as one, and has room for very many.
                let groups = section.count() as usize;
                let each = || -> wasmparser::Result<usize> {
                    section.into_iter().map(|group| Ok(group?.types().len())).sum()
                };
                types += if groups > LIST_LIMIT { groups } else { each().ok()? };
            }
            Payload::ImportSection(section) => {
                imports += section.into_imports().take(LIST_LIMIT + 1).count();
            }
            Payload::ExportSection(section) => exports += section.count() as usize,
            Payload::CustomSection(_) => sections += 1,
            _ => {}
        }
        let counted = [
            (types, "types"),
            (imports, "imports"),
            (exports, "exports"),
            (sections, "custom sections"),
        ];
        if let Some((_, what)) = counted.into_iter().find(|(number, _)| *number > LIST_LIMIT) {
            return Some(what);
        }
    }
    None
}

/// Tells what is broken from what is only not supported.
fn explain(bytes: &[u8], error: &Error) -> Fault {
    let (offset, message) = (error.offset(), error.message().to_owned());
    if validate(bytes, WasmFeatures::all()).is_ok() {
        Fault::Unsupported { offset, message }
    } else {
        Fault::Invalid { offset, message }
    }
}

fn validate(bytes: &[u8], features: WasmFeatures) -> Result<Types, Error> {
    let mut validator = Validator::new_with_features(features);
    let mut functions = vec![];
    let mut types = None;
    for payload in Parser::new(0).parse_all(bytes) {
        match validator.payload(&payload?)? {
            ValidPayload::Func(function, body) => functions.push((function, body)),
            ValidPayload::End(end) => types = Some(end),
            ValidPayload::Ok | ValidPayload::Parser(_) => {}
        }
    }
    if bytes.len() < LARGE {
        bodies(functions)?;
    } else {
        let (left, right) = halves(functions);
        thread::scope(|scope| {
            let right = scope.spawn(|| bodies(right));
            // The first fault in the file is the one to tell.
            bodies(left)?;
            right.join().expect("validation does not panic")
        })?;
    }
    types.ok_or_else(|| unreachable!("a parser that ends without an error ends with `End`"))
}

/// Two halves of about the same number of bytes.
fn halves(mut functions: Vec<Function<'_>>) -> (Vec<Function<'_>>, Vec<Function<'_>>) {
    let end = functions.last().map_or(0, |(_, body)| body.range().end);
    let start = functions.first().map_or(0, |(_, body)| body.range().start);
    let middle = start + (end - start) / 2;
    let right =
        functions.split_off(functions.partition_point(|(_, body)| body.range().start < middle));
    (functions, right)
}

fn bodies(functions: Vec<Function<'_>>) -> Result<(), Error> {
    let mut allocations = FuncValidatorAllocations::default();
    for (function, body) in functions {
        let mut validator = function.into_validator(allocations);
        validator.validate(&body)?;
        allocations = validator.into_allocations();
    }
    Ok(())
}
