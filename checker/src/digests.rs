//! Where a manifest's digests stand against the core module.

use crate::Package;
use crate::model::digest::{Algorithm, Digest, Malformed};
use crate::model::document::Text;
use crate::model::manifest::Binary;
use crate::model::module::Module;

/// What is to be said of the digests: the first of these that applies, and nothing more.
#[derive(Debug)]
pub(crate) enum Standing<'a> {
    /// There is none, not even a placeholder.
    Missing(&'a Binary<'a>),
    /// These are none.
    Malformed(Vec<(Text<'a>, Fault<'a>)>),
    /// Recorded for this builder, or for any, and what the module has instead.
    Mismatch {
        own: Option<Recorded<'a>>,
        expected: Option<Recorded<'a>>,
    },
    /// Digests of other builders only.
    Unrecorded(&'a Binary<'a>),
    /// Nothing but an `fnv1a64` applies.
    Weak(Text<'a>),
    Fine,
}

#[derive(Debug)]
pub(crate) enum Fault<'a> {
    Shape(Malformed<'a>),
    /// A builder's digest that is no `sha256`.
    NotSha256,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Recorded<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) actual: &'a str,
}

pub(crate) fn standing<'a>(package: &'a Package<'_>) -> Standing<'a> {
    let Some(binary) = &package.manifest.binary else { return Standing::Fine };
    if !binary.has_digest {
        return Standing::Missing(binary);
    }
    let malformed = malformed(binary);
    if !malformed.is_empty() {
        return Standing::Malformed(malformed);
    }
    let entry = binary.digests.iter().find(|(builder, _)| *builder == package.builder);
    let own = entry.and_then(|(_, text)| *text);
    if let Some(module) = package.sound_module() {
        let own = own.and_then(|text| mismatch(text, module));
        let expected = binary.expected_digest.and_then(|text| mismatch(text, module));
        if own.is_some() || expected.is_some() {
            return Standing::Mismatch { own, expected };
        }
    }
    if entry.is_some() {
        return Standing::Fine;
    }
    let algorithm = |text: Text<'_>| Digest::parse(text.value).map(|digest| digest.algorithm).ok();
    match binary.expected_digest {
        Some(text) if algorithm(text) == Some(Algorithm::Sha256) => Standing::Fine,
        _ if !binary.digests.is_empty() && package.module.is_some() => Standing::Unrecorded(binary),
        Some(text) if binary.digests.is_empty() => Standing::Weak(text),
        _ => Standing::Fine,
    }
}

fn malformed<'a>(binary: &'a Binary<'_>) -> Vec<(Text<'a>, Fault<'a>)> {
    let builders = binary.digests.iter().filter_map(|(_, text)| *text);
    let builders = builders.filter_map(|text| Some((text, fault(text, true)?)));
    let expected = binary.expected_digest.and_then(|text| Some((text, fault(text, false)?)));
    expected.into_iter().chain(builders).collect()
}

/// What is wrong with the shape of a digest, of a builder or for any.
pub(crate) fn fault(text: Text<'_>, of_builder: bool) -> Option<Fault<'_>> {
    match Digest::parse(text.value) {
        Ok(digest) if of_builder && digest.algorithm != Algorithm::Sha256 => Some(Fault::NotSha256),
        Ok(_) => None,
        Err(malformed) => Some(Fault::Shape(malformed)),
    }
}

fn mismatch<'a>(text: Text<'a>, module: &'a Module<'_>) -> Option<Recorded<'a>> {
    let digest = Digest::parse(text.value).ok()?;
    let actual = match digest.algorithm {
        Algorithm::Sha256 => &module.facts.digests.sha256,
        Algorithm::Fnv1a64 => &module.facts.digests.fnv1a64,
    };
    (digest.text != actual).then_some(Recorded { text, actual })
}
