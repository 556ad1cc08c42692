//! The cycles of a directed graph.

/// Cycles that share no node: each node with the edge that leads to the next, beginning with the
/// node that stands first in the document. Loops, not recursion: a workflow may be one long line.
pub fn cycles(ways: &[Vec<(usize, usize)>]) -> Vec<Vec<(usize, usize)>> {
    let mut incoming = vec![0; ways.len()];
    let mut before: Vec<Vec<(usize, usize)>> = vec![vec![]; ways.len()];
    for (node, ways) in ways.iter().enumerate() {
        for &(edge, next) in ways {
            incoming[next] += 1;
            before[next].push((node, edge));
        }
    }
    let mut gone = vec![false; ways.len()];
    // Nodes that nothing leads to any more are on no cycle.
    let mut free: Vec<_> = (0..ways.len()).filter(|node| incoming[*node] == 0).collect();
    let mut cycles = vec![];
    let mut next_start = 0;
    loop {
        while let Some(node) = free.pop() {
            if std::mem::replace(&mut gone[node], true) {
                continue;
            }
            for &(_, next) in &ways[node] {
                incoming[next] -= 1;
                if incoming[next] == 0 {
                    free.push(next);
                }
            }
        }
        let Some(start) = (next_start..ways.len()).find(|node| !gone[*node]) else {
            return cycles;
        };
        next_start = start;
        let cycle = cycle_before(start, &before, &gone);
        free.extend(cycle.iter().map(|(node, _)| node));
        cycles.push(cycle);
    }
}

/// Something is left that leads to each node that is left: walking back comes round.
fn cycle_before(
    start: usize,
    before: &[Vec<(usize, usize)>],
    gone: &[bool],
) -> Vec<(usize, usize)> {
    let mut walked = vec![];
    let mut position = vec![None; before.len()];
    let mut node = start;
    while position[node].is_none() {
        position[node] = Some(walked.len());
        let back = before[node].iter().find(|(previous, _)| !gone[*previous]);
        let &(previous, edge) = back.expect("a node that nothing leads to is gone");
        walked.push((previous, edge));
        node = previous;
    }
    let mut cycle = walked.split_off(position[node].unwrap_or(0));
    cycle.reverse();
    let first = cycle.iter().enumerate().min_by_key(|(_, (node, _))| *node);
    let first = first.map_or(0, |(index, _)| index);
    cycle.rotate_left(first);
    cycle
}
