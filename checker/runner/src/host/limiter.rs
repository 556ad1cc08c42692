//! Memory and tables: what a case may take, what it took, and what it was refused.

use wasmtime::{Error, ResourceLimiter, Result, bail};

use crate::limits::{Limits, PAGE};

/// What a case asked for beyond its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exceeded {
    MemoryPages(u64),
    TableElements(u64),
    /// More than the module's own declaration allows it.
    OwnMemoryPages {
        pages: u64,
        maximum: u64,
    },
    OwnTableElements {
        elements: u64,
        maximum: u64,
    },
}

#[derive(Debug)]
pub(crate) struct Limiter {
    memory_pages: u64,
    table_elements: u64,
    pub(crate) peak_pages: u64,
    pub(crate) exceeded: Option<Exceeded>,
}

impl Limiter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let Limits { memory_pages, table_elements, .. } = *limits;
        Self { memory_pages, table_elements, peak_pages: 0, exceeded: None }
    }
}

/// A refused growth ends the case, as in Traverse, also one beyond the module's own maximum: what a
/// guest does with a failed allocation is hardly ever tested.
impl ResourceLimiter for Limiter {
    fn memory_growing(&mut self, _: usize, desired: usize, own: Option<usize>) -> Result<bool> {
        let pages = desired as u64 / PAGE;
        let own = own.map(|bytes| bytes as u64 / PAGE).filter(|maximum| pages > *maximum);
        if pages > self.memory_pages {
            self.exceeded = Some(Exceeded::MemoryPages(pages));
        } else if let Some(maximum) = own {
            self.exceeded = Some(Exceeded::OwnMemoryPages { pages, maximum });
        }
        if self.exceeded.is_some() {
            bail!("the memory limit is exceeded");
        }
        self.peak_pages = self.peak_pages.max(pages);
        Ok(true)
    }

    fn memory_grow_failed(&mut self, error: Error) -> Result<()> {
        Err(error)
    }

    fn table_growing(&mut self, _: usize, desired: usize, own: Option<usize>) -> Result<bool> {
        let elements = desired as u64;
        let own = own.map(|maximum| maximum as u64).filter(|maximum| elements > *maximum);
        if elements > self.table_elements {
            self.exceeded = Some(Exceeded::TableElements(elements));
        } else if let Some(maximum) = own {
            self.exceeded = Some(Exceeded::OwnTableElements { elements, maximum });
        }
        if self.exceeded.is_some() {
            bail!("the table limit is exceeded");
        }
        Ok(true)
    }

    fn table_grow_failed(&mut self, error: Error) -> Result<()> {
        Err(error)
    }

    fn instances(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        crate::engine::MAX_TABLES as usize
    }

    fn memories(&self) -> usize {
        1
    }
}
