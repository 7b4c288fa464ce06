//! Steps of the history, and replies that come late.

use verbatim_core::{Correction, Override, Span};

use super::{Action, Desk, Offer, Work};
use crate::article::{Article, Source};

fn text(words: &str) -> Source {
    Source::text(words.to_owned())
}

fn article(state: &Desk) -> Option<&Article> {
    state.document.as_ref().map(|d| &d.article)
}

fn on_desk(state: &Desk) -> Option<&str> {
    article(state).map(|a| a.source.text.as_str())
}

#[test]
fn undo_goes_back_through_verdicts_and_articles_and_redo_forward() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let span = Span::new("one", 0, 3).expect("a slice");
    state.apply(Action::Judge(Override { span, keep: false }));
    state.apply(Action::Open(text("two")));
    assert_eq!(on_desk(&state), Some("two"));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("one"));
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(1));
    state.apply(Action::Undo);
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(0));
    assert!(!state.can_undo());
    state.apply(Action::Redo);
    state.apply(Action::Redo);
    assert_eq!(on_desk(&state), Some("two"));
    assert!(!state.can_redo());
}

#[test]
fn a_moved_threshold_is_a_step_that_can_be_undone() {
    let threshold = |state: &Desk| article(state).map(|a| a.threshold);
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Threshold(10));
    state.apply(Action::Threshold(10));
    assert_eq!(threshold(&state), Some(10));
    state.apply(Action::Undo);
    assert_eq!(threshold(&state), Some(0));
    assert!(!state.can_undo());
}

#[test]
fn corrections_are_steps_and_what_changes_nothing_is_none() {
    let list = |state: &Desk| article(state).map(|a| a.corrections.clone());
    let quote = Span::new("one", 0, 3).expect("a slice");
    let reject = Correction::Reject { quote };
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Correct(reject.clone()));
    state.apply(Action::Correct(reject.clone()));
    assert_eq!(list(&state), Some(vec![reject.clone()]));
    state.apply(Action::TakeBack(vec![reject.clone()]));
    assert_eq!(list(&state), Some(vec![]));
    state.apply(Action::Undo);
    assert_eq!(list(&state), Some(vec![reject]));
    state.apply(Action::Undo);
    assert_eq!(list(&state), Some(vec![]));
    assert!(!state.can_undo());
}

#[test]
fn closing_can_be_undone() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Close);
    assert_eq!((on_desk(&state), state.word()), (None, "empty"));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("one"));
}

#[test]
fn a_late_reply_changes_nothing() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let old = state.requests;
    state.apply(Action::Open(text("two")));
    state.apply(Action::Failed { id: old, message: "late".to_owned() });
    assert_eq!(*state.work(), Work::Busy(None));
    state.apply(Action::Failed { id: state.requests, message: "It broke.".to_owned() });
    assert_eq!(state.word(), "failed");
    assert_eq!(state.banners.last().and_then(|b| b.offer), Some(Offer::Retry));
    state.apply(Action::Retry);
    assert!(state.banners.iter().all(|b| b.key != "failed"));
}

#[test]
fn typing_on_is_one_step_and_what_was_saved_never_replaces_it() {
    let mut state = Desk::default();
    state.apply(Action::Typed("a".to_owned()));
    state.apply(Action::Typed("ab".to_owned()));
    state.apply(Action::Restored(Article::new(text("saved"))));
    assert_eq!(on_desk(&state), Some("ab"));
    assert!(!state.can_undo());
}
