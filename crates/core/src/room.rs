//! Room for lists of which nobody knows how long they get.
//!
//! A vector that grows by itself doubles: for a moment it holds three times what is in
//! it, and afterwards up to twice. A list that is made by going over a text can do
//! better: what the rest adds is likely as dense as what was passed.

/// Makes room for what the rest adds, where there is hardly any left: `done` of `all` are passed.
#[inline]
pub(crate) fn for_rest<T>(list: &mut Vec<T>, done: usize, all: usize) {
    /// So many are added between two calls at most without the vector growing by itself.
    const FEW: usize = 8;
    if list.capacity() - list.len() < FEW {
        grow(list, done, all);
    }
}

#[cold]
fn grow<T>(list: &mut Vec<T>, done: usize, all: usize) {
    let rest = all.saturating_sub(done) as u64;
    let likely = (list.len() as u64 * rest / (done as u64 + 1)) as usize;
    // A part of what there is, so that no list moves at each step.
    list.reserve_exact(likely.max(list.len() / 8) + 64);
}

#[cfg(test)]
mod tests {
    use super::for_rest;

    #[test]
    fn a_list_as_dense_as_before_moves_a_few_times() {
        let mut list = Vec::new();
        let mut moves = 0;
        for at in 0..100_000 {
            let before = list.capacity();
            for_rest(&mut list, at, 100_000);
            moves += usize::from(list.capacity() != before);
            list.push(at);
        }
        assert!(moves < 20, "{moves} moves");
        assert!(list.capacity() < 130_000, "room for {}", list.capacity());
    }
}
