//! Digests of bytes: `sha256`, and the `fnv1a64` that Traverse computes.

use std::hash::Hasher as _;

use sha2::{Digest as _, Sha256};

/// A well-formed digest, `sha256:<64 hex>` or `fnv1a64:<16 hex>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest<'a> {
    pub algorithm: Algorithm,
    pub text: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Sha256,
    Fnv1a64,
}

/// Why a text is no digest.
#[derive(Debug, PartialEq, Eq)]
pub enum Malformed<'a> {
    UnknownAlgorithm(&'a str),
    WrongLength { digits: usize, wanted: usize },
    NotHexadecimal(char),
}

impl Algorithm {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Fnv1a64 => "fnv1a64",
        }
    }

    pub fn digits(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Fnv1a64 => 16,
        }
    }
}

impl<'a> Digest<'a> {
    pub fn parse(text: &'a str) -> Result<Self, Malformed<'a>> {
        let (name, hex) = text.split_once(':').unwrap_or(("", text));
        let algorithm = [Algorithm::Sha256, Algorithm::Fnv1a64]
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
            .ok_or(Malformed::UnknownAlgorithm(name))?;
        // Capital digits would make two spellings of one digest.
        let strange = |c: &char| !matches!(c, '0'..='9' | 'a'..='f');
        if let Some(strange) = hex.chars().find(strange) {
            return Err(Malformed::NotHexadecimal(strange));
        }
        if hex.len() != algorithm.digits() {
            return Err(Malformed::WrongLength { digits: hex.len(), wanted: algorithm.digits() });
        }
        Ok(Self { algorithm, text })
    }
}

/// A digest of nothing but zeros, as templates have it.
pub fn is_zero(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, hex)| !hex.is_empty() && hex.chars().all(|c| c == '0'))
}

pub fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// For whoever has a file too large to hold.
pub fn sha256_of_chunks(chunks: impl Iterator<Item = Vec<u8>>) -> String {
    let mut hasher = Sha256::new();
    chunks.for_each(|chunk| hasher.update(chunk));
    format!("sha256:{}", hex(&hasher.finalize()))
}

pub fn fnv1a64(bytes: &[u8]) -> String {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(bytes);
    format!("fnv1a64:{:016x}", hasher.finish())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}
