//! Steps that can be taken back, and done again.

/// What was before the present and what was undone. Of articles, the steps of
/// one document; of documents, those that stood on the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<T> History<T> {
    /// Remembers what the present is about to be replaced by something new.
    pub fn remember(&mut self, present: impl IntoIterator<Item = T>) {
        self.past.extend(present);
        self.future.clear();
    }

    /// Puts something before all that is remembered.
    pub fn put_first(&mut self, first: T) {
        self.past.insert(0, first);
    }

    /// Changes all that is remembered.
    pub fn each(&mut self, change: impl FnMut(&mut T)) {
        self.past.iter_mut().chain(&mut self.future).for_each(change);
    }

    /// Forgets what was undone: something new was done instead.
    pub fn forget_future(&mut self) {
        self.future.clear();
    }

    /// Whether there is something before the present, or after it.
    pub fn can_step(&self, back: bool) -> bool {
        !if back { &self.past } else { &self.future }.is_empty()
    }

    /// What is one step back, or forward; the present takes the other side.
    pub fn step(&mut self, back: bool, present: impl IntoIterator<Item = T>) -> Option<T> {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let next = from.pop()?;
        to.extend(present);
        Some(next)
    }
}
