//! The entries of an object, in their order; of a large one each is found without looking through it.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::ops::Deref;

use super::document::Entry;

/// Of smaller objects, looking through the keys is faster than hashing them.
const SMALL: usize = 16;

#[derive(Clone, Debug, Default)]
pub struct Entries {
    list: Vec<Entry>,
    /// The numbers of a large object's entries by the hashes of their keys. Of two keys with one hash
    /// only the first is here: then the list is looked through.
    numbers: HashMap<u64, u32, BuildHasherDefault<DefaultHasher>>,
    collided: bool,
}

impl Entries {
    pub fn with_capacity(capacity: usize) -> Self {
        let mut entries = Self { list: Vec::with_capacity(capacity), ..Self::default() };
        if capacity > SMALL {
            entries.numbers.reserve(capacity);
        }
        entries
    }

    pub fn get(&self, key: &str) -> Option<&Entry> {
        if self.list.len() <= SMALL || self.collided {
            return self.list.iter().find(|entry| entry.key == key);
        }
        let number = self.numbers.get(&self.hash(key))?;
        self.list.get(*number as usize).filter(|entry| entry.key == key)
    }

    /// The key has to be a new one.
    pub fn push(&mut self, entry: Entry) {
        self.list.push(entry);
        let unknown = match self.list.len() {
            ..=SMALL => return,
            length if length == SMALL + 1 => 0,
            length => length - 1,
        };
        for number in unknown..self.list.len() {
            let hash = self.hash(&self.list[number].key);
            let number = u32::try_from(number).expect("documents are smaller");
            self.collided |= self.numbers.insert(hash, number).is_some();
        }
    }

    fn hash(&self, key: &str) -> u64 {
        self.numbers.hasher().hash_one(key)
    }
}

impl Deref for Entries {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::model::document::{Node, Value};

    #[test]
    fn each_entry_of_an_object_of_any_size_is_found() {
        let mut entries = Entries::default();
        let span = Span { start: 0, end: 0 };
        for number in 0..100 {
            assert!(entries.get(&number.to_string()).is_none());
            let node = Node { span, value: Value::Null };
            entries.push(Entry { key: number.to_string(), key_span: span, node });
            for known in 0..=number {
                assert_eq!(entries.get(&known.to_string()).expect("it").key, known.to_string());
            }
        }
        assert_eq!(entries.len(), 100);
        entries.collided = true;
        assert!(entries.get("99").is_some() && entries.get("100").is_none());
    }
}
