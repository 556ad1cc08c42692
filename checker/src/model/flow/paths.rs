//! What a run may find in the state, by the way that it takes: it follows one edge at a time, so what
//! another branch puts there is not there.

use std::collections::HashMap;

use super::{Delivery, Value};
use crate::model::workflow::Workflow;

/// As many values of one name are told apart where ways come together; who compares them finds most
/// mistakes in fewer.
const VALUES: usize = 4;

/// What may be in the state under one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    values: [u32; VALUES],
    length: u8,
    /// Whether there is a way by which nothing is.
    pub absent: bool,
}

impl Arrival {
    const NOTHING: Self = Self { values: [0; VALUES], length: 0, absent: true };

    fn of(value: usize) -> Self {
        let mut arrival = Self { length: 1, ..Self::default() };
        arrival.values[0] = value as u32;
        arrival
    }

    /// By their numbers.
    pub fn values(&self) -> impl Iterator<Item = usize> {
        self.values.into_iter().take(self.length.into()).map(|value| value as usize)
    }

    /// Whether no way leaves anything.
    pub fn is_never(&self) -> bool {
        self.absent && self.length == 0
    }

    fn or(mut self, other: &Self) -> Self {
        // So it is nearly everywhere: most ways leave the same.
        if self == *other {
            return self;
        }
        self.absent |= other.absent;
        for value in other.values() {
            if self.values().all(|own| own != value)
                && let Some(free) = self.values.get_mut(usize::from(self.length))
            {
                *free = value as u32;
                self.length += 1;
            }
        }
        self
    }
}

/// The ways of a workflow, along its nodes that can run, each after all that lead to it.
pub(super) struct Paths<'p, 'a> {
    /// Where those stand that lead to each.
    before: Vec<Vec<usize>>,
    /// Where a node stands.
    positions: Vec<Option<usize>>,
    /// After which the workflow may be done.
    ends: Vec<usize>,
    values: &'p [Value<'a>],
}

/// Who reads a name and who puts it into the state: the place in the order, and the number there.
#[derive(Default)]
struct Uses {
    given: Option<usize>,
    writes: Vec<(usize, usize)>,
    reads: Vec<(usize, usize, usize)>,
}

impl<'p, 'a> Paths<'p, 'a> {
    pub(super) fn of(
        workflow: &Workflow<'a>,
        ways: &[Vec<(usize, usize)>],
        order: Vec<usize>,
        reached: &[bool],
        values: &'p [Value<'a>],
    ) -> Self {
        let order: Vec<_> = order.into_iter().filter(|node| reached[*node]).collect();
        let mut positions = vec![None; ways.len()];
        for (position, node) in order.iter().enumerate() {
            positions[*node] = Some(position);
        }
        let mut before = vec![vec![]; order.len()];
        for (position, node) in order.iter().enumerate() {
            for next in ways[*node].iter().filter_map(|(_, next)| positions[*next]) {
                before[next].push(position);
            }
        }
        // By a direct edge a run goes on, whether it could be done or not.
        let goes_on = |node: &usize| {
            ways[*node].iter().any(|(edge, _)| workflow.edges[*edge].trigger == "direct")
        };
        let terminals = workflow.terminal_numbers();
        let ends = terminals.iter().filter(|node| !goes_on(node));
        let mut ends: Vec<_> = ends.filter_map(|node| positions[*node]).collect();
        ends.sort_unstable();
        Self { before, positions, ends, values }
    }

    /// Tells each delivery what arrives, and of each name what is left in the end. `given` are the
    /// inputs, `writes` the names that nodes put into the state: name, node, value.
    pub(super) fn follow<'n>(
        &self,
        given: &HashMap<&'n str, usize>,
        writes: &[(&'n str, usize, usize)],
        is_described: bool,
        deliveries: &mut [Vec<Delivery<'n>>],
    ) -> HashMap<&'n str, Arrival> {
        let mut names: HashMap<&str, Uses> = HashMap::new();
        for (name, value) in given {
            names.entry(name).or_default().given = Some(*value);
        }
        for (name, node, value) in writes {
            let uses = names.entry(name).or_default();
            uses.writes.extend(self.positions[*node].map(|position| (position, *value)));
        }
        for (node, deliveries) in deliveries.iter().enumerate() {
            for (index, delivery) in deliveries.iter().enumerate() {
                // What nothing has anywhere arrives nowhere.
                let uses = names.get_mut(delivery.name.value);
                if let (Some(uses), Some(position)) = (uses, self.positions[node]) {
                    uses.reads.push((position, node, index));
                }
            }
        }
        let mut end = HashMap::new();
        let (mut after, mut written) = (vec![], vec![None; self.before.len()]);
        for (name, mut uses) in names {
            // Each after all that may have come before it; of one node's, the last stays.
            uses.writes.sort_unstable();
            let left = self.of_name(&uses, is_described, &mut after, &mut written, deliveries);
            end.insert(name, left);
        }
        end
    }

    fn of_name(
        &self,
        uses: &Uses,
        is_described: bool,
        after: &mut Vec<Arrival>,
        written: &mut [Option<usize>],
        deliveries: &mut [Vec<Delivery<'_>>],
    ) -> Arrival {
        let start = match uses.given {
            Some(value) => Arrival { absent: !self.values[value].always, ..Arrival::of(value) },
            None if is_described => Arrival::NOTHING,
            None => Arrival::default(),
        };
        for (position, value) in &uses.writes {
            written[*position] = Some(*value);
        }
        // Before the first that puts something there, all is as it was at the start.
        let first = uses.writes.first().map_or(self.before.len(), |(position, _)| *position);
        after.resize(self.before.len(), start);
        for position in first..self.before.len() {
            let arrival = self.at(position, start, (first, after));
            after[position] = match written[position] {
                None => arrival,
                Some(value) if self.values[value].always => Arrival::of(value),
                Some(value) => arrival.or(&Arrival::of(value)),
            };
        }
        for (position, node, index) in &uses.reads {
            deliveries[*node][*index].arrival = self.at(*position, start, (first, after));
        }
        for (position, _) in &uses.writes {
            written[*position] = None;
        }
        let ends = self.ends.iter().map(|end| if *end < first { start } else { after[*end] });
        ends.reduce(|left, right| left.or(&right)).unwrap_or_default()
    }

    /// What comes to a node by the edges that lead there.
    fn at(&self, at: usize, start: Arrival, (first, after): (usize, &[Arrival])) -> Arrival {
        let before = self.before[at].iter();
        let before = before.map(|before| if *before < first { start } else { after[*before] });
        before.reduce(|left, right| left.or(&right)).unwrap_or(start)
    }
}
