//! What is to be on the disk and what is there. Pure: the [`super::Store`] asks it
//! what to write and when, and tells it what came of it.

use verbatim_worker::DocumentId;

use super::Kept;

/// The least time between the starts of two writings, in milliseconds. What is
/// typed is on the disk 300 ms later, the writing itself included.
const INTERVAL_MS: f64 = 150.0;

/// What this page has to do with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// It was asked whether another tab writes it.
    Asked,
    /// This page writes it; how often a writing of it was begun.
    Held(u32),
    /// Another one does.
    Denied,
}

/// A writing: all of it is done, or nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Writing {
    /// What is put on the disk, each with how often it was written before.
    pub puts: Vec<(Kept, u32)>,
    /// What is taken off it.
    pub deletes: Vec<DocumentId>,
}

/// The ledger.
#[derive(Debug, Default)]
pub struct Ledger {
    wanted: Vec<Kept>,
    stored: Vec<Kept>,
    /// A handful at most: what is on the desk and what has just left it.
    claims: Vec<(DocumentId, Claim)>,
    /// When the last writing began; none has where there is no time.
    began: Option<f64>,
    /// The writing that is on its way.
    writing: Option<Writing>,
    /// The last writing failed, and nothing has changed since.
    failed: bool,
}

impl Ledger {
    /// All that is to be on the disk from now on, as far as this page writes it.
    pub fn want(&mut self, wanted: Vec<Kept>) {
        self.failed = false;
        self.wanted = wanted;
        let wanted = &self.wanted;
        // What was denied can be asked for anew when it comes to the desk again.
        self.claims.retain(|(id, claim)| {
            *claim != Claim::Denied || wanted.iter().any(|kept| kept.id() == *id)
        });
    }

    /// What was found on the disk and is this page's to write now. It stays there
    /// until the desk, which is about to hear of it, wants otherwise.
    pub fn found(&mut self, kept: Kept, times: u32) {
        self.set(kept.id(), Claim::Held(times));
        self.wanted.push(kept.clone());
        self.stored.push(kept);
    }

    /// Documents of which it must be asked first whether another tab writes them.
    pub fn unasked(&mut self) -> Vec<DocumentId> {
        let ids = self.wanted.iter().map(Kept::id);
        let unasked: Vec<_> = ids.filter(|id| self.claim(*id).is_none()).collect();
        self.claims.extend(unasked.iter().map(|id| (*id, Claim::Asked)));
        unasked
    }

    /// The answer: this page writes it, which has been written so often, or does not.
    pub fn answered(&mut self, id: DocumentId, times: Option<u32>) {
        let begun = match self.claim(id) {
            Some(Claim::Held(begun)) => begun,
            _ => 0,
        };
        self.set(id, times.map_or(Claim::Denied, |times| Claim::Held(times.max(begun))));
        if times.is_none() {
            self.stored.retain(|kept| kept.id() != id);
        }
    }

    /// This page gives a document up.
    pub fn yielded(&mut self, id: DocumentId) {
        self.drop_claim(id);
        self.stored.retain(|kept| kept.id() != id);
        self.wanted.retain(|kept| kept.id() != id);
    }

    /// Whether this page writes it.
    pub fn holds(&self, id: DocumentId) -> bool {
        matches!(self.claim(id), Some(Claim::Held(_)))
    }

    /// Whether a document stands on the desk, beside what is in the paste box.
    pub fn wants_a_document(&self) -> bool {
        self.wanted.iter().any(|kept| !kept.draft)
    }

    /// What is on the disk of what this page writes.
    pub fn stored(&self) -> &[Kept] {
        &self.stored
    }

    /// Gives up what this page could write but neither wants nor has written.
    pub fn release(&mut self) -> Vec<DocumentId> {
        if self.writing.is_some() {
            return Vec::new();
        }
        let (wanted, stored) = (&self.wanted, &self.stored);
        let needed = |id: DocumentId| wanted.iter().chain(stored).any(|kept| kept.id() == id);
        let idle = |(id, claim): &(DocumentId, Claim)| {
            (matches!(claim, Claim::Held(_)) && !needed(*id)).then_some(*id)
        };
        let idle: Vec<_> = self.claims.iter().filter_map(idle).collect();
        self.claims.retain(|(id, _)| !idle.contains(id));
        idle
    }

    /// Whether a document is on the disk as it is wanted.
    pub fn is_stored(&self, id: DocumentId) -> bool {
        let of = |list: &[Kept]| list.iter().find(|kept| kept.id() == id).cloned();
        of(&self.stored) == of(&self.wanted)
    }

    /// How long to wait for the next writing, in milliseconds; none where there is
    /// nothing to write, or a writing is on its way.
    pub fn wait(&self, now: f64) -> Option<f64> {
        if self.failed || self.writing.is_some() || self.next(false) == Writing::default() {
            return None;
        }
        let next = self.began.map_or(now, |began| began + INTERVAL_MS);
        // A clock that was set back must not hold up the work.
        Some((next - now).clamp(0.0, INTERVAL_MS))
    }

    /// Begins a writing, if there is something to write. What is `urgent` does not
    /// wait for answers, nor for the writing before.
    pub fn begin(&mut self, now: f64, urgent: bool) -> Option<Writing> {
        if self.writing.is_some() && !urgent {
            return None;
        }
        let writing = self.next(urgent);
        if writing == Writing::default() {
            return None;
        }
        for (kept, times) in &writing.puts {
            // Another may begin before this one ends, and comes after it.
            self.set(kept.id(), Claim::Held(times.saturating_add(1)));
        }
        self.began = Some(now);
        self.writing = Some(writing.clone());
        Some(writing)
    }

    /// A writing is complete. What is on the disk of what this page writes.
    pub fn complete(&mut self, writing: &Writing) -> &[Kept] {
        self.end(writing);
        for (kept, _) in &writing.puts {
            self.stored.retain(|old| old.id() != kept.id());
            // Another tab may have it by now.
            if self.holds(kept.id()) {
                self.stored.push(kept.clone());
            }
        }
        for id in &writing.deletes {
            self.stored.retain(|old| old.id() != *id);
            self.drop_claim(*id);
        }
        &self.stored
    }

    /// A writing has failed: the disk is as it was. It is tried again when
    /// something changes.
    pub fn fail(&mut self, writing: &Writing) {
        self.end(writing);
        self.failed = true;
    }

    /// A writing was not done, because another tab has written one of its documents.
    /// What else is in it is tried again.
    pub fn overtaken(&mut self, writing: &Writing) {
        self.end(writing);
    }

    /// Whether this writing is the last that was begun.
    pub fn waits_for(&self, writing: &Writing) -> bool {
        self.writing.as_ref() == Some(writing)
    }

    fn end(&mut self, writing: &Writing) {
        // An urgent writing may have begun since; the one that is waited for is the last.
        if self.waits_for(writing) {
            self.writing = None;
        }
    }

    fn claim(&self, id: DocumentId) -> Option<Claim> {
        self.claims.iter().find(|(claimed, _)| *claimed == id).map(|(_, claim)| *claim)
    }

    fn drop_claim(&mut self, id: DocumentId) {
        self.claims.retain(|(claimed, _)| *claimed != id);
    }

    fn set(&mut self, id: DocumentId, claim: Claim) {
        self.drop_claim(id);
        self.claims.push((id, claim));
    }

    /// All that is to be written now.
    fn next(&self, urgent: bool) -> Writing {
        let put = |kept: &Kept| match self.claim(kept.id()) {
            _ if self.stored.contains(kept) => None,
            Some(Claim::Held(times)) => Some((kept.clone(), times)),
            // Nobody else knows a document that is new.
            Some(Claim::Asked) | None if urgent => Some((kept.clone(), 0)),
            Some(Claim::Asked | Claim::Denied) | None => None,
        };
        // What makes room for something else goes with its coming, or not at all:
        // there may be no room for that.
        let settled =
            |kept: &Kept| urgent || !matches!(self.claim(kept.id()), None | Some(Claim::Asked));
        let all_settled = self.wanted.iter().all(settled);
        let gone = |kept: &&Kept| {
            all_settled
                && self.holds(kept.id())
                && !self.wanted.iter().any(|wanted| wanted.id() == kept.id())
        };
        Writing {
            puts: self.wanted.iter().filter_map(put).collect(),
            deletes: self.stored.iter().filter(gone).map(Kept::id).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use verbatim_worker::DocumentId;

    use super::{INTERVAL_MS, Kept, Ledger, Writing};
    use crate::article::{Article, Source};

    fn id(number: u64) -> DocumentId {
        DocumentId::new(number << 11)
    }

    fn kept(number: u64, text: &str) -> Kept {
        Kept { article: Article::new(id(number), Source::text(text.to_owned())), draft: false }
    }

    /// A ledger that wants this and may write it.
    fn wanting(all: &[&Kept]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.want(all.iter().map(|kept| (*kept).clone()).collect());
        for id in ledger.unasked() {
            ledger.answered(id, Some(0));
        }
        ledger
    }

    #[test]
    fn nothing_is_stored_before_its_writing_is_complete() {
        let (a, b) = (kept(1, "a"), kept(1, "ab"));
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("there is something to write");
        assert_eq!(writing.puts, [(a.clone(), 0)]);
        ledger.want(vec![b.clone()]);
        assert!(ledger.begin(1.0, false).is_none(), "one writing at a time");
        assert_eq!(ledger.complete(&writing), [a]);
        assert!(!ledger.is_stored(id(1)));
        let writing = ledger.begin(2.0, false).expect("more was typed meanwhile");
        assert_eq!(writing.puts, [(b.clone(), 1)]);
        assert_eq!(ledger.complete(&writing), [b]);
        assert!(ledger.is_stored(id(1)) && ledger.wait(3.0).is_none());
    }

    #[test]
    fn what_is_typed_is_written_while_typing_goes_on() {
        let mut ledger = Ledger::default();
        let (mut due, mut written) = (None, Vec::new());
        for key in 0..40_u32 {
            let now = f64::from(key) * 50.0;
            ledger.want(vec![kept(1, &"x".repeat(key as usize + 1))]);
            for id in ledger.unasked() {
                ledger.answered(id, Some(0));
            }
            due = due.or_else(|| ledger.wait(now).map(|wait| now + wait));
            if due.is_some_and(|at| at <= now) {
                let writing = ledger.begin(now, false).expect("it is due");
                ledger.complete(&writing);
                written.push(now);
                due = None;
            }
        }
        assert!(written.len() > 10, "{written:?}");
        assert!(written.windows(2).all(|pair| pair[1] - pair[0] <= INTERVAL_MS), "{written:?}");
    }

    #[test]
    fn what_leaves_the_desk_leaves_the_disk_if_this_page_wrote_it() {
        let (a, b, theirs) = (kept(1, "a"), kept(2, "b"), kept(3, "c"));
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("a is new");
        ledger.complete(&writing);
        ledger.want(vec![theirs]);
        assert_eq!(ledger.unasked(), [id(3)]);
        ledger.answered(id(3), None);
        let writing = ledger.begin(1.0, false).expect("a is gone");
        assert_eq!(writing, Writing { puts: Vec::new(), deletes: vec![id(1)] });
        ledger.complete(&writing);
        ledger.want(vec![b.clone()]);
        ledger.unasked();
        ledger.answered(id(2), Some(0));
        let writing = ledger.begin(2.0, false).expect("b is new");
        assert_eq!(writing, Writing { puts: vec![(b, 0)], deletes: Vec::new() });
    }

    #[test]
    fn what_makes_room_goes_with_what_comes_or_not_at_all() {
        let (a, b) = (kept(1, "a"), kept(2, "b"));
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("a is new");
        ledger.complete(&writing);
        ledger.want(vec![b.clone()]);
        assert_eq!(ledger.unasked(), [id(2)]);
        assert!(ledger.begin(1.0, false).is_none(), "b can't be written yet");
        ledger.answered(id(2), Some(0));
        let writing = ledger.begin(1.0, false).expect("now it can");
        assert_eq!(writing, Writing { puts: vec![(b, 0)], deletes: vec![id(1)] });
        ledger.fail(&writing);
        assert_eq!(ledger.stored(), [a]);
    }

    #[test]
    fn a_writing_that_failed_is_tried_again_with_the_next_change() {
        let a = kept(1, "a");
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("a is new");
        ledger.fail(&writing);
        assert!(ledger.wait(1.0).is_none() && !ledger.is_stored(id(1)));
        ledger.want(vec![kept(1, "ab")]);
        assert!(ledger.wait(1.0).is_some());
    }

    #[test]
    fn what_is_urgent_waits_for_nobody() {
        let mut ledger = Ledger::default();
        ledger.want(vec![kept(1, "a")]);
        assert_eq!(ledger.unasked(), [id(1)]);
        assert!(ledger.begin(0.0, false).is_none(), "another tab might write it");
        let first = ledger.begin(0.0, true).expect("nobody else knows it");
        ledger.want(vec![kept(1, "ab")]);
        let next = ledger.begin(1.0, true).expect("nor for the writing before");
        assert_eq!(next.puts[0].1, 1, "it comes after that one");
        assert!(ledger.waits_for(&next) && !ledger.waits_for(&first));
        ledger.answered(id(1), Some(0));
        ledger.want(vec![kept(1, "abc")]);
        assert_eq!(ledger.begin(2.0, true).map(|writing| writing.puts[0].1), Some(2));
        ledger.answered(id(1), None);
        assert!(ledger.begin(3.0, true).is_none(), "another tab writes it");
    }

    #[test]
    fn what_was_found_stays_until_the_desk_has_heard_of_it() {
        let a = kept(1, "a");
        let mut ledger = Ledger::default();
        ledger.found(a.clone(), 3);
        assert!(ledger.wait(0.0).is_none() && ledger.begin(0.0, true).is_none());
        ledger.want(vec![a]);
        assert!(ledger.wait(0.0).is_none() && ledger.unasked().is_empty());
        ledger.want(vec![kept(1, "ab")]);
        assert_eq!(ledger.begin(0.0, false).map(|writing| writing.puts[0].1), Some(3));
    }

    #[test]
    fn what_comes_back_while_it_is_taken_off_the_disk_is_asked_for_and_written_again() {
        let a = kept(1, "a");
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("a is new");
        ledger.complete(&writing);
        ledger.want(Vec::new());
        let writing = ledger.begin(1.0, false).expect("a is gone");
        ledger.want(vec![a.clone()]);
        ledger.complete(&writing);
        assert_eq!(ledger.unasked(), [id(1)]);
        ledger.answered(id(1), Some(0));
        assert_eq!(ledger.begin(2.0, false).map(|writing| writing.puts), Some(vec![(a, 0)]));
    }

    #[test]
    fn what_was_given_up_is_neither_written_nor_taken_off_the_disk() {
        let a = kept(1, "a");
        let mut ledger = wanting(&[&a]);
        let writing = ledger.begin(0.0, false).expect("a is new");
        ledger.complete(&writing);
        ledger.yielded(id(1));
        ledger.want(Vec::new());
        assert!(ledger.begin(1.0, true).is_none());
    }
}
